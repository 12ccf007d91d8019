// Unit definitions while modules are being joined: formulas of units by full path, worked out to
// factors of base units on demand. A unit is looked up in its module, then outwards to the main
// model, then among base units.

import { baseUnitNamed } from "../base-units.js";
import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import type { UnitDefinition, UnitFactor } from "../model.js";
import type { SourceRange } from "../source-range.js";
import type { Name } from "./syntax.js";
import {
  mergeKinds,
  multiplyUnits,
  normaliseFactor,
  oneOf,
  powerOfUnit,
  scaleUnit,
  type UnitProduct,
} from "./unit-product.js";

interface Entry {
  readonly path: string;
  readonly scope: string;
  readonly expression: Expression;
  readonly range: SourceRange;
  name?: string;
  product?: UnitProduct;
  busy: boolean;
}

export class UnitTable {
  private readonly entries = new Map<string, Entry>();
  private readonly extra = new Map<string, UnitDefinition>();

  constructor(private readonly sink: DiagnosticSink) {}

  has(path: string): boolean {
    return this.entries.has(path);
  }

  define(scope: string, name: Name, expression: Expression): void {
    const path = scope + name.path;
    const old = this.entries.get(path);
    if (old) {
      const notes = [{ message: "the earlier one is here.", range: old.range }];
      this.sink.add("CH1113", { what: "definition", id: path }, name.range, notes);
    }
    this.entries.set(path, { path, scope, expression, range: name.range, busy: false });
  }

  rename(path: string, text: string): void {
    this.entries.get(path)!.name = text;
  }

  /**
   * Id of a unit as the finished model has it: of the definition nearest outwards from the scope
   * of `path`, or a base unit. A unit that is nowhere defined keeps its last name, for the checks
   * to report.
   */
  idOf(path: string): string {
    const cut = path.lastIndexOf(".");
    const last = path.slice(cut + 1);
    const entry = this.lookUp(path.slice(0, cut + 1), last);
    return entry ? this.finalId(entry) : (baseUnitNamed(last) ?? last);
  }

  /** All definitions in the order of the text, each under its final id once. */
  definitions(): UnitDefinition[] {
    const found = new Map<string, UnitDefinition>();
    for (const entry of this.entries.values()) {
      const id = this.finalId(entry);
      if (found.has(id)) continue;
      const { name, range } = entry;
      const units = this.factors(entry);
      found.set(id, { id, ...(name === undefined ? {} : { name }), units, range });
    }
    return [...found.values(), ...this.extra.values()];
  }

  /**
   * Id of the product of two units: a base unit or definition that equals it, or else a definition
   * made for it. Concentration times volume is an amount.
   */
  productId(first: string, second: string): string {
    const { coefficient, factors } = multiplyUnits(this.byId(first), this.byId(second));
    const units = scaleUnit(coefficient, mergeKinds(factors)).map(normaliseFactor);
    const [only] = units;
    if (only && units.length === 1 && isPlain(only)) return only.kind;
    const equal = this.definitions().find((definition) => equalFactors(definition.units, units));
    if (equal) return equal.id;
    const id = `${first}_${second}`;
    this.extra.set(id, { id, units });
    return id;
  }

  private byId(id: string): UnitProduct {
    const entry = [...this.entries.values()].find((candidate) => this.finalId(candidate) === id);
    if (entry) return { coefficient: 1, factors: this.factors(entry) };
    return oneOf(baseUnitNamed(id) ?? "dimensionless");
  }

  private lookUp(scope: string, name: string): Entry | undefined {
    for (let at = scope; ; at = outer(at)) {
      const entry = this.entries.get(at + name);
      if (entry || at === "") return entry;
    }
  }

  /** A submodel's unit keeps its plain name where the main model has no other of that name. */
  private finalId(entry: Entry): string {
    const plain = entry.path.slice(entry.scope.length);
    const rival = [...this.entries.values()].find((e) => e.path.slice(e.scope.length) === plain);
    const same =
      rival === entry || (rival && equalFactors(this.factors(rival), this.factors(entry)));
    return same ? plain : entry.path.replaceAll(".", "__");
  }

  private factors(entry: Entry): readonly UnitFactor[] {
    const { coefficient, factors } = this.product(entry);
    return scaleUnit(coefficient, factors).map(normaliseFactor);
  }

  private product(entry: Entry): UnitProduct {
    if (entry.product) return entry.product;
    if (entry.busy) return this.refuse(entry, "its definition uses itself");
    entry.busy = true;
    entry.product = isBlank(entry) ? nothing : this.evaluate(entry.expression, entry);
    entry.busy = false;
    if (entry.product.factors.length === 0 && !isBlank(entry)) {
      const cause = "there is no unit in it (write dimensionless where none is meant)";
      entry.product = this.refuse(entry, cause);
    }
    return entry.product;
  }

  private evaluate(expression: Expression, entry: Entry): UnitProduct {
    if (expression.kind === "symbol") return this.named(expression.id, entry);
    if (expression.kind === "number") {
      if (expression.unit === undefined) return { coefficient: expression.value, factors: [] };
      const unit = this.named(expression.unit, entry);
      return {
        coefficient: 1,
        factors: scaleUnit(expression.value * unit.coefficient, unit.factors),
      };
    }
    if (expression.kind === "constant") return this.named(expression.name, entry);
    if (expression.kind !== "apply") return this.refuse(entry, "it holds a word that is no unit");
    return this.operation(expression.operator, expression.arguments, entry);
  }

  private operation(operator: string, parts: readonly Expression[], entry: Entry): UnitProduct {
    if (operator === "times")
      return parts.map((part) => this.evaluate(part, entry)).reduce(multiplyUnits);
    const [first, second] = parts;
    if (operator === "divide") {
      const below = powerOfUnit(this.evaluate(second!, entry), -1);
      return multiplyUnits(this.evaluate(first!, entry), below);
    }
    const exponent = operator === "power" ? this.number(second!) : undefined;
    if (exponent !== undefined) return powerOfUnit(this.evaluate(first!, entry), exponent);
    return this.refuse(entry, `"${operator}" is not among *, / and powers with a number`);
  }

  /** Value of an exponent such as -2 or (1/2). */
  private number(expression: Expression): number | undefined {
    if (expression.kind === "number" && expression.unit === undefined) return expression.value;
    if (expression.kind !== "apply") return undefined;
    const values = expression.arguments.map((part) => this.number(part));
    const [first, second] = values;
    if (first === undefined) return undefined;
    if (expression.operator === "minus" && values.length === 1) return -first;
    if (expression.operator === "divide" && second !== undefined) return first / second;
    return undefined;
  }

  private named(name: string, entry: Entry): UnitProduct {
    const found = this.lookUp(entry.scope, name);
    if (found && (found !== entry || !baseUnitNamed(name))) return this.product(found);
    const kind = baseUnitNamed(name);
    if (!kind) return this.refuse(entry, `there is no unit "${name}"`);
    return oneOf(kind);
  }

  private refuse(entry: Entry, cause: string): UnitProduct {
    this.sink.add("CH1114", { id: entry.path, cause }, entry.range);
    return oneOf("dimensionless");
  }
}

const nothing: UnitProduct = { coefficient: 1, factors: [] };

/** `unit u = u`, as libAntimony writes a unit of which nothing is known. */
function isBlank(entry: Entry): boolean {
  const { expression, scope, path } = entry;
  return expression.kind === "symbol" && scope + expression.id === path;
}

function isPlain(factor: UnitFactor): boolean {
  return factor.exponent === 1 && factor.scale === 0 && factor.multiplier === 1;
}

function outer(scope: string): string {
  return scope.slice(0, scope.lastIndexOf(".", scope.length - 2) + 1);
}

function equalFactors(a: readonly UnitFactor[], b: readonly UnitFactor[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
