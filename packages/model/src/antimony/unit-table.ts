// Unit definitions while modules are being joined: formulas of units by full path, worked out to
// factors of base units on demand. A unit is looked up in its module, then outwards to the main
// model, then among base units.

import type { Annotated } from "../annotation.js";
import { baseUnitNamed } from "../base-units.js";
import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { printFormula } from "../formula/print.js";
import { freeSymbols } from "../formula/walk.js";
import type { UnitDefinition, UnitFactor } from "../model.js";
import type { SourceRange } from "../source-range.js";
import { reduceUnit } from "../units.js";
import type { Name, UnitFormula } from "./syntax.js";
import {
  isFiniteUnit,
  mergeKinds,
  multiplyUnits,
  normaliseFactor,
  oneOf,
  powerOfUnit,
  scaleUnit,
  type UnitProduct,
} from "./unit-product.js";

const nestingLimit = 100;
const factorLimit = 100;

interface Entry {
  readonly path: string;
  readonly scope: string;
  /** Absent where nothing is known of the unit but its name. */
  readonly expression?: Expression;
  readonly range: SourceRange;
  name?: string;
  annotated?: Annotated;
  product?: UnitProduct;
  busy: boolean;
}

/** What is worked out once all units are known, and again should another come. */
interface Index {
  readonly firstOfName: ReadonlyMap<string, Entry>;
  readonly finalIds: Map<Entry, string>;
  readonly byFinalId: Map<string, Entry>;
  readonly byMeaning: Map<string, string>;
}

export class UnitTable {
  private readonly entries = new Map<string, Entry>();
  private readonly mentioned = new Set<string>();
  private readonly extra = new Map<string, UnitDefinition>();
  private known: Index | undefined;
  private nesting = 0;

  constructor(
    private readonly separator: string,
    private readonly sink: DiagnosticSink,
  ) {}

  has(path: string): boolean {
    return this.entries.has(path);
  }

  define(scope: string, name: Name, expression: Expression | undefined): void {
    const path = scope + name.path;
    const old = this.entries.get(path);
    if (old && !expression) return;
    if (old?.expression) {
      const notes = [{ message: "the earlier one is here.", range: old.range }];
      this.sink.add("CH1113", { what: "definition", id: path }, name.range, notes);
    }
    const formula = expression ? { expression } : {};
    for (const symbol of expression ? freeSymbols(expression) : [])
      this.mentioned.add(scope + symbol);
    this.entries.set(path, { path, scope, ...formula, range: name.range, busy: false });
    this.known = undefined;
  }

  /** Is this name a unit in its scope: one defined there, or one that a definition there speaks of? */
  isUnit(scope: string, name: string): boolean {
    return this.entries.has(scope + name) || this.mentioned.has(scope + name);
  }

  /** Takes a unit of a submodel away; false where there is none. */
  delete(path: string): boolean {
    this.known = undefined;
    return this.entries.delete(path);
  }

  rename(path: string, text: string): void {
    this.entries.get(path)!.name = text;
  }

  /** The annotations of a unit, to read and replace. */
  annotatedOf(
    path: string,
  ): { annotated?: Annotated; set: (annotated: Annotated) => void } | undefined {
    const entry = this.entries.get(path);
    return (
      entry && {
        ...(entry.annotated ? { annotated: entry.annotated } : {}),
        set: (annotated) => {
          entry.annotated = annotated;
        },
      }
    );
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

  /** Id of a unit given by a name or a formula, as `x has mole/litre` gives it. */
  idOfFormula(formula: UnitFormula, scope: string, range: SourceRange): string {
    if (formula.kind === "symbol") return this.idOf(scope + formula.id);
    if (formula.kind === "constant") return this.idOf(scope + formula.name);
    const path = `${scope}${printFormula(formula)}`;
    const entry: Entry = { path, scope, expression: formula, range, busy: false };
    const { coefficient, factors } = this.product(entry);
    const words = printFormula(formula).replaceAll("/", " per ");
    return this.idFor(scaleUnit(coefficient, factors).map(normaliseFactor), words);
  }

  /** All definitions in the order of the text, each under its final id once. */
  definitions(): UnitDefinition[] {
    const found = new Map<string, UnitDefinition>();
    for (const entry of this.entries.values()) {
      const id = this.finalId(entry);
      if (!found.has(id)) found.set(id, this.definition(id, entry));
    }
    return [...found.values(), ...this.extra.values()];
  }

  private definition(id: string, entry: Entry): UnitDefinition {
    const { name, annotated, range } = entry;
    const units = this.factors(entry);
    return { id, ...(name === undefined ? {} : { name }), ...annotated, units, range };
  }

  /**
   * Id of the product of two units: a base unit or definition that equals it, or else a definition
   * made for it. Concentration times volume is an amount.
   */
  productId(first: string, second: string): string {
    const { coefficient, factors } = multiplyUnits(this.byId(first), this.byId(second));
    const units = scaleUnit(coefficient, mergeKinds(factors)).map(normaliseFactor);
    return this.idFor(units, `${first}_${second}`);
  }

  /** Id of what these factors are; `words` become the id of a definition made for them. */
  private idFor(units: readonly UnitFactor[], words: string): string {
    const [only] = units;
    if (only && units.length === 1 && isPlain(only)) return only.kind;
    const { byMeaning } = this.index();
    const meaning = meaningOf(units);
    const equal = byMeaning.get(meaning);
    if (equal !== undefined) return equal;
    const id = this.unusedId(words.replaceAll(/[^A-Za-z0-9_]+/g, "_").replaceAll(/^_|_$/g, ""));
    this.extra.set(id, { id, units });
    byMeaning.set(meaning, id);
    return id;
  }

  private unusedId(stem: string): string {
    const base = /^[A-Za-z_]/.test(stem) ? stem : `_${stem}`;
    let id = base;
    for (let i = 2; this.index().byFinalId.has(id) || this.extra.has(id); i++) id = `${base}_${i}`;
    return id;
  }

  private byId(id: string): UnitProduct {
    const entry = this.index().byFinalId.get(id);
    if (entry) return { coefficient: 1, factors: this.factors(entry) };
    const made = this.extra.get(id);
    if (made) return { coefficient: 1, factors: made.units };
    return oneOf(baseUnitNamed(id) ?? "dimensionless");
  }

  private index(): Index {
    if (this.known) return this.known;
    const firstOfName = new Map<string, Entry>();
    for (const entry of this.entries.values()) {
      const name = plainName(entry);
      if (!firstOfName.has(name)) firstOfName.set(name, entry);
    }
    const index = {
      firstOfName,
      finalIds: new Map<Entry, string>(),
      byFinalId: new Map<string, Entry>(),
      byMeaning: new Map<string, string>(),
    };
    this.known = index;
    for (const entry of this.entries.values()) {
      const id = this.finalId(entry);
      if (!index.byFinalId.has(id)) index.byFinalId.set(id, entry);
      const meaning = meaningOf(this.factors(entry));
      if (!index.byMeaning.has(meaning)) index.byMeaning.set(meaning, id);
    }
    for (const { id, units } of this.extra.values()) index.byMeaning.set(meaningOf(units), id);
    return index;
  }

  private lookUp(scope: string, name: string): Entry | undefined {
    for (let at = scope; ; at = outer(at)) {
      const entry = this.entries.get(at + name);
      if (entry || at === "") return entry;
    }
  }

  /** A submodel's unit keeps its plain name where the main model has no other of that name. */
  private finalId(entry: Entry): string {
    const { finalIds, firstOfName } = this.index();
    const known = finalIds.get(entry);
    if (known !== undefined) return known;
    const plain = plainName(entry);
    const rival = firstOfName.get(plain)!;
    const same = rival === entry || equalFactors(this.factors(rival), this.factors(entry));
    const id = same ? plain : entry.path.replaceAll(".", this.separator);
    finalIds.set(entry, id);
    return id;
  }

  private factors(entry: Entry): readonly UnitFactor[] {
    const { coefficient, factors } = this.product(entry);
    return scaleUnit(coefficient, factors).map(normaliseFactor);
  }

  private product(entry: Entry): UnitProduct {
    if (entry.product) return entry.product;
    if (entry.busy) return this.refuse(entry, "its definition uses itself");
    if (this.nesting >= nestingLimit)
      return this.refuse(entry, `it takes more than ${nestingLimit} other units, one by another`);
    entry.busy = true;
    this.nesting += 1;
    const { expression } = entry;
    const blank = !expression || isBlank(entry);
    entry.product = blank ? blankUnit(entry) : this.evaluate(expression, entry);
    this.nesting -= 1;
    entry.busy = false;
    if (entry.product.factors.length === 0 && !blank) {
      const cause = "there is no unit in it (write dimensionless where none is meant)";
      entry.product = this.refuse(entry, cause);
    } else if (entry.product.factors.length > factorLimit)
      entry.product = this.refuse(entry, `it has more than ${factorLimit} factors`);
    else if (!isFiniteUnit(this.factors(entry)))
      entry.product = this.refuse(entry, "it comes to a number that is infinite or undefined");
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
  return expression?.kind === "symbol" && scope + expression.id === path;
}

/** `unit metre` alone says nothing new of a base unit. */
function blankUnit(entry: Entry): UnitProduct {
  const kind = baseUnitNamed(plainName(entry));
  return kind ? oneOf(kind) : nothing;
}

function plainName({ path, scope }: Entry): string {
  return path.slice(scope.length);
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

/** A key that units of one meaning share, up to rounding in the twelfth digit. */
function meaningOf(units: readonly UnitFactor[]): string {
  const unit = reduceUnit({ id: "", units });
  if (!unit) return JSON.stringify(units);
  const exponents = unit.exponents.map((exponent) => Math.round(exponent * 1e9) / 1e9);
  return `${unit.factor.toPrecision(12)} ${exponents.join(" ")}`;
}
