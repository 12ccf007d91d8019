// Statements to elements: replays the main model's statements, and those of each submodel where it
// is declared, so that a later statement overrides an earlier one and the outer model its parts.
// Nothing is judged here that needs the whole model.

import type { Annotated } from "../annotation.js";
import type { DiagnosticSink } from "../diagnostics/sink.js";
import { nearestName } from "../similar-names.js";
import type { SourceRange } from "../source-range.js";
import { deleteElement } from "./deletion.js";
import { Draft } from "./draft.js";
import type { ElementKind } from "./element-table.js";
import { memberOf } from "./open-strands.js";
import {
  type MainModel,
  namesModule,
  type Placed,
  type Program,
  placedStatements,
} from "./program.js";
import {
  assignProperty,
  type Bearer,
  bearerOf,
  defineProperty,
  property,
  replayAnnotation,
} from "./replay-annotations.js";
import { replayEvent, replayInteraction, replayReaction } from "./replay-reactions.js";
import type {
  AlgebraicStatement,
  Assignment,
  ConstraintStatement,
  Declaration,
  ElementType,
  Name,
  ObjectiveStatement,
  Statement,
  StrandStatement,
  SubmodelStatement,
  SynchronisationStatement,
} from "./syntax.js";

const submodelLimit = 10_000;
const nestingLimit = 100;

/** Ids that SBML libraries read as the units of the whole model when a unit has them. */
const modelUnitNames: ReadonlySet<string> = new Set([
  "substance",
  "extent",
  "volume",
  "area",
  "length",
  "time_unit",
]);

/** The objective of a flux balance analysis, if any: which element holds it, and what it is for. */
export interface AssembledObjective {
  readonly path: string;
  readonly sense: ObjectiveStatement["sense"];
  /** The submodel that states it. */
  readonly scope: string;
}

export interface Assembly extends Pick<Draft, "elements" | "units" | "conversions" | "separator"> {
  /** Display names given to modules and functions. */
  readonly titles: ReadonlyMap<string, string>;
  /** Annotations of modules and functions. */
  readonly annotated: ReadonlyMap<string, Annotated>;
  readonly objective?: AssembledObjective;
}

/** Join the main model and its submodels into one table of elements. Errors go to `sink`. */
export function assemble(
  program: Program,
  main: MainModel,
  separator: string,
  sink: DiagnosticSink,
): Assembly {
  const assembler = new Assembler(program, separator, sink);
  assembler.replay(main.statements, main.ports, "", main.id);
  assembler.readTitles();
  return assembler;
}

class Assembler extends Draft implements Assembly {
  readonly titles = new Map<string, string>();
  readonly annotated = new Map<string, Annotated>();
  objective?: AssembledObjective;
  private submodels = 0;
  private nesting = 0;

  constructor(
    private readonly program: Program,
    separator: string,
    sink: DiagnosticSink,
  ) {
    super(separator, sink);
  }

  replay(
    statements: readonly Placed<Statement>[],
    ports: readonly Name[],
    scope: string,
    module: string,
  ): void {
    for (const { item } of statements) {
      if (item.kind === "unit") this.units.define(scope, item.name, item.expression);
      else if (isModelUnit(item)) this.units.define(scope, item.target, item.expression!);
    }
    for (const port of ports)
      if (!this.units.isUnit(scope, port.path)) this.names.mention(port, scope);
    for (const { item, index } of statements) {
      if (this.sink.full) return;
      if (!isModelUnit(item) && !this.isGlobal(item, scope)) this.run(item, index, scope, module);
    }
  }

  /** Modules and functions are named and annotated outside them, by bare statements. */
  readTitles(): void {
    for (const { item } of this.program.bare) {
      if (!namesModule(item, this.program)) continue;
      if (item.kind === "display") this.titles.set(item.target.path, item.text);
      else if (item.kind === "annotation")
        replayAnnotation(this, this.moduleBearer(item.target!.path), item);
      else if (item.kind === "assignment") {
        const [id = "", last = ""] = item.target.path.split(".");
        const values = item.expression ? [item.expression] : [];
        assignProperty(this, this.moduleBearer(id), item.target, last, values, "");
      }
    }
  }

  /** A bare statement about a module or function, where no element has its name. */
  private isGlobal(statement: Statement, scope: string): boolean {
    if (scope !== "" || !namesModule(statement, this.program)) return false;
    const target = "target" in statement ? statement.target : undefined;
    const [id = ""] = (target?.path ?? "").split(".");
    return !this.elements.get(id) && !this.units.has(id);
  }

  private moduleBearer(id: string): Bearer {
    const annotated = this.annotated.get(id);
    return {
      ...(annotated ? { annotated } : {}),
      set: (now) => this.annotated.set(id, now),
    };
  }

  private run(statement: Statement, index: number, scope: string, module: string): void {
    switch (statement.kind) {
      case "declaration":
        this.declare(statement, scope);
        break;
      case "assignment":
        this.assign(statement, scope, module);
        break;
      case "reaction":
        replayReaction(this, statement, scope);
        break;
      case "interaction":
        replayInteraction(this, statement, scope);
        break;
      case "event":
        replayEvent(this, statement, scope);
        break;
      case "submodel":
        this.submodel(statement, index, scope);
        break;
      case "has":
        this.has(statement.target, statement.unit, scope);
        break;
      case "display":
        this.display(statement.target, statement.text, scope);
        break;
      case "synchronisation":
        this.synchronise(statement, scope);
        break;
      case "placement":
        this.place(this.names.define(statement.target, scope), statement.compartment, scope);
        break;
      case "algebraic":
        this.loose(statement, "algebraic", "_alg", scope);
        break;
      case "constraint":
        this.loose(statement, "constraint", "_con", scope);
        break;
      case "objective":
        this.optimise(statement, scope);
        break;
      case "strand":
        this.strand(statement, scope);
        break;
      case "deletion":
        for (const target of statement.targets) this.remove(target, scope);
        break;
      case "annotation":
        replayAnnotation(this, this.bearer(statement.target, scope, module), statement);
        break;
      case "interval": {
        const { target, values, range } = statement;
        const found = property(this, target, scope);
        if (!found) this.sink.add("CH1118", { what: target.path, cause: noInterval }, range);
        else this.setProperty(found, target, values, scope, module);
        return;
      }
      case "unit":
        return;
    }
  }

  /** The one annotated: a name in scope, or the module itself. */
  private bearer(target: Name | undefined, scope: string, module: string): Bearer | undefined {
    if (target && target.path !== "model") return bearerOf(this, target, scope);
    return scope === "" ? this.moduleBearer(module) : { set: () => undefined };
  }

  private setProperty(
    found: { readonly owner: Name; readonly last: string },
    target: Name,
    values: Parameters<typeof assignProperty>[4],
    scope: string,
    module: string,
  ): void {
    const bearer = this.bearer(found.owner, scope, module);
    assignProperty(this, bearer, target, found.last, values, scope);
  }

  private declare(statement: Declaration, scope: string): void {
    for (const item of statement.items) {
      const bare = !statement.type && !item.value && !item.compartment && !item.boundary;
      if (bare && this.units.isUnit(scope, item.name.path)) continue;
      const element = this.names.define(item.name, scope);
      if (!element) continue;
      const species = item.boundary || statement.substanceOnly;
      const type = statement.type ?? (species ? "species" : "formula");
      this.setKind(element, kindOf(type), item.name.range);
      if (isDna(type)) element.dna = true;
      if (statement.constant !== undefined) element.constant = statement.constant;
      if (item.boundary) element.constant = true;
      if (statement.substanceOnly) element.substanceOnly = true;
      this.place(element, item.compartment, scope);
      if (item.unit) element.unit = { formula: item.unit, scope };
      if (item.value)
        this.setValue(element, item.value.operator, item.value.expression, item.name.range, scope);
    }
  }

  private assign(statement: Assignment, scope: string, module: string): void {
    const { target, expression, range, operator } = statement;
    const found = operator === "initial" ? property(this, target, scope) : undefined;
    if (found) {
      this.setProperty(found, target, expression ? [expression] : [], scope, module);
      return;
    }
    const element = this.names.define(target, scope);
    if (!element) return;
    this.place(element, statement.compartment, scope);
    if (element.kind === "symbol") element.kind = "formula";
    if (expression) this.setValue(element, operator, expression, range, scope);
    else if (operator === "initial") delete element.initial;
    else {
      if (element.rule?.operator === operator) delete element.rule;
      if (element.kind !== "species") element.constant ??= false;
    }
  }

  private submodel(statement: SubmodelStatement, index: number, scope: string): void {
    const placed = this.visibleModule(statement.module, index);
    if (!placed) return;
    const module = placed.item;
    this.submodels += 1;
    if (this.tooMany(statement.range)) return;
    const name = statement.name ?? this.names.fresh(scope, "_sys", statement.range);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, "submodel", name.range)) return;
    this.place(element, statement.compartment, scope);
    const inner = `${element.path}.`;
    this.nesting += 1;
    this.replay(placedStatements(module, placed.index), module.ports, inner, module.name.path);
    this.nesting -= 1;
    this.convert(statement, inner, scope);
    this.connect(statement, module.ports, inner, scope);
  }

  private tooMany(range: SourceRange): boolean {
    const many = this.submodels > submodelLimit;
    if (!many && this.nesting < nestingLimit) return false;
    const values = many
      ? { limit: submodelLimit, what: "submodels" }
      : { limit: nestingLimit, what: "submodels inside each other" };
    this.sink.add("CH1110", values, range);
    return true;
  }

  private visibleModule(name: Name, index: number) {
    const found = this.program.modules.get(name.path);
    if (found && found.index < index) return found;
    const near = nearestName(name.path, this.program.modules.keys());
    const notes = near ? [{ message: `there is a module "${near}".` }] : [];
    this.sink.add("CH1105", { id: name.path }, name.range, notes);
    return undefined;
  }

  private convert(statement: SubmodelStatement, inner: string, scope: string): void {
    const time = this.conversionFactor("timeconv", statement, scope);
    const extent = this.conversionFactor("extentconv", statement, scope);
    this.conversions.addSubmodel({
      scope: inner,
      ...(time === undefined ? {} : { time }),
      ...(extent === undefined ? {} : { extent }),
    });
  }

  /** Path of a constant parameter; one named after the option is made for a number. */
  private conversionFactor(
    option: "timeconv" | "extentconv",
    { conversions, range }: SubmodelStatement,
    scope: string,
  ): string | undefined {
    const given = conversions[option];
    if (!given) return undefined;
    const name =
      given.kind === "symbol"
        ? { path: given.id, range: given.range ?? range }
        : this.nameForNumber(option, range, scope);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, "formula", name.range)) return undefined;
    element.kind = element.kind === "symbol" ? "formula" : element.kind;
    element.constant = true;
    if (given.kind === "number") this.setValue(element, "initial", given, range, scope);
    return element.path;
  }

  private nameForNumber(option: string, range: SourceRange, scope: string): Name {
    if (!this.elements.get(scope + option)) return { path: option, range };
    return this.names.fresh(scope, option, range);
  }

  /** `A: mod(x, 2)`: each port is the symbol of the outer model, or takes the value. */
  private connect(
    statement: SubmodelStatement,
    ports: readonly Name[],
    inner: string,
    scope: string,
  ): void {
    const found = statement.arguments.length;
    if (found > ports.length) {
      const values = { id: statement.module.path, ports: ports.length, found };
      this.sink.add("CH1107", values, statement.range);
    }
    statement.arguments.slice(0, ports.length).forEach((argument, i) => {
      const path = ports[i]!.path;
      if (this.units.isUnit(inner, path)) return;
      const port = this.elements.mention(inner + path, inner, ports[i]!.range);
      const range = argument.range ?? statement.range;
      if (argument.kind === "symbol")
        this.unite(port, this.names.define({ path: argument.id, range }, scope), range);
      else this.setValue(port, "initial", argument, range, scope);
    });
  }

  private synchronise(statement: SynchronisationStatement, scope: string): void {
    const gone = this.names.define(statement.target, scope);
    const kept = this.names.define(statement.source, scope);
    const factor = statement.factor && this.names.define(statement.factor, scope);
    if (factor?.kind === "symbol") factor.kind = "formula";
    if (!gone || gone === kept) return;
    if (factor) {
      const { path } = gone;
      const owner = path.slice(0, path.lastIndexOf(".") + 1);
      if (owner !== "") this.conversions.addElement(owner, path, factor.path);
    }
    this.unite(gone, kept, statement.range, factor?.path);
  }

  private has(target: Name, unit: Declaration["items"][number]["unit"], scope: string): void {
    const element = this.names.define(target, scope);
    if (!element || !unit) return;
    if (element.kind === "symbol") element.kind = "formula";
    element.unit = { formula: unit, scope };
  }

  private display(target: Name, text: string, scope: string): void {
    const found = property(this, target, scope);
    if (found) {
      defineProperty(this, bearerOf(this, found.owner, scope), target, found.last, text);
      return;
    }
    if (this.units.has(scope + target.path)) {
      this.units.rename(scope + target.path, text);
      return;
    }
    const element = this.names.define(target, scope);
    if (!element) return;
    if (element.kind === "symbol") element.kind = "formula";
    element.name = text;
  }

  /** A constraint or an algebraic rule: a formula with a name of its own. */
  private loose(
    statement: AlgebraicStatement | ConstraintStatement,
    kind: "algebraic" | "constraint",
    stem: string,
    scope: string,
  ): void {
    const { range } = statement;
    const name = statement.name ?? this.names.fresh(scope, stem, range);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, kind, name.range)) return;
    element.initial = this.names.scoped(statement.expression, range, scope);
  }

  /** `maximize J0`; `maximize f` with f an element that holds the sum. */
  private optimise(statement: ObjectiveStatement, scope: string): void {
    const { expression, range, sense } = statement;
    if (this.objective?.scope === scope) {
      const cause = "there is another, and only one can hold";
      this.sink.add("CH1122", { id: statement.name?.path ?? sense, cause }, range);
      return;
    }
    if (!statement.name && expression.kind === "symbol") {
      const symbol = this.names.mention({ path: expression.id, range }, scope);
      if (symbol) this.setObjective({ path: symbol.path, sense, scope });
      return;
    }
    const name = statement.name ?? this.names.fresh(scope, "_objective", range);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, "objective", name.range)) return;
    element.initial = this.names.scoped(expression, range, scope);
    this.setObjective({ path: element.path, sense, scope });
  }

  /** The outer model's objective counts, or else the first of its submodels. */
  private setObjective(objective: AssembledObjective): void {
    const inner = this.objective && this.objective.scope.length > objective.scope.length;
    if (!this.objective || (inner && this.objective.scope.startsWith(objective.scope)))
      this.objective = objective;
  }

  private strand(statement: StrandStatement, scope: string): void {
    const { range, upstreamOpen, downstreamOpen } = statement;
    const name = statement.name ?? this.names.fresh(scope, "_dna", range);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, "strand", name.range)) return;
    this.place(element, statement.compartment, scope);
    const members = statement.members.flatMap((member, i) =>
      memberOf(this, member, i === 0, element.path, scope),
    );
    element.strand = { members, upstreamOpen, downstreamOpen };
  }

  private remove(target: Name, scope: string): void {
    const cut = target.path.indexOf(".");
    const within = `${scope}${target.path.slice(0, Math.max(0, cut))}.`;
    if (cut >= 0 && this.units.delete(scope + target.path)) return;
    const element = cut < 0 ? undefined : this.names.define(target, scope);
    if (cut >= 0 && !element) return;
    const shared = element && this.elements.isSynchronised(element.path);
    if (element && !shared && element.path.startsWith(within)) {
      deleteElement(this.elements, element, within);
      return;
    }
    const cause = element
      ? "it has been made one with another element"
      : "it is no part of a submodel; leave it out instead";
    this.sink.add("CH1117", { id: target.path, cause }, target.range);
  }
}

const noInterval = "only uncertainties such as range and confidenceInterval are intervals";

function kindOf(type: ElementType): ElementKind {
  if (type === "gene") return "reaction";
  return type === "DNA" || type === "operator" ? "formula" : type;
}

function isDna(type: ElementType): boolean {
  return type === "gene" || type === "DNA" || type === "operator";
}

/** `substance = mole` defines a unit, as `unit substance = mole` does. */
function isModelUnit(statement: Statement): statement is Assignment {
  if (statement.kind !== "assignment" || statement.operator !== "initial") return false;
  const { path } = statement.target;
  return modelUnitNames.has(path) && statement.expression !== undefined;
}
