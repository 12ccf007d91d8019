// Elements to the Model: kinds become SBML components, defaults are those of libAntimony, ids are
// paths joined by two underscores. Source: Antimony tutorial, appendix "Converting between SBML
// and Antimony", measured against libAntimony 3.3 where the appendix is silent.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { freeSymbols, rewrite } from "../formula/walk.js";
import type {
  AlgebraicRule,
  Compartment,
  FunctionDefinition,
  InitialAssignment,
  Model,
  ModelEvent,
  ModelUnits,
  Parameter,
  Reaction,
  Rule,
  Species,
  SpeciesReference,
  UnitDefinition,
} from "../model.js";
import type { SourceRange } from "../source-range.js";
import type { Assembly } from "./assembler.js";
import { placeOf } from "./compartments.js";
import { constancy } from "./constancy.js";
import { type Element, type ScopedParticipant, withArticle } from "./element-table.js";
import { defaultCompartment } from "./name-resolver.js";
import type { MainModel, Program } from "./program.js";

/** The finished model. Errors that only now show, such as a submodel used as a number, go to `sink`. */
export function buildModel(
  assembly: Assembly,
  program: Program,
  main: MainModel,
  modelId: string,
  sink: DiagnosticSink,
): Model {
  return new Builder(assembly, sink).build(program, main, modelId);
}

class Builder {
  private readonly elements: readonly Element[];
  private readonly isConstant: (element: Element) => boolean;
  private readonly place: (element: Element) => string;

  constructor(
    private readonly assembly: Assembly,
    private readonly sink: DiagnosticSink,
  ) {
    this.elements = assembly.elements.all();
    this.isConstant = constancy(assembly.elements, assembly.algebraic);
    this.place = placeOf(assembly.elements, sink);
  }

  build(program: Program, main: MainModel, id: string): Model {
    this.refuseClashes();
    const name = this.assembly.titles.get(main.id) ?? this.assembly.titles.get(id);
    const of = (kind: Element["kind"]) => this.elements.filter((element) => element.kind === kind);
    const species = of("species").map((element) => this.species(element));
    const unitsOf = [...of("formula"), ...of("symbol")];
    const model: Model = {
      id,
      ...(name === undefined ? {} : { name }),
      units: {},
      unitDefinitions: [],
      functionDefinitions: program.functions.map((item) => this.functionDefinition(item)),
      compartments: this.withDefault(
        of("compartment").map((e) => this.compartment(e)),
        species,
      ),
      species,
      parameters: unitsOf.map((element) => this.parameter(element)),
      initialAssignments: this.elements.flatMap((element) => this.initialAssignment(element)),
      rules: [...this.elements.flatMap((element) => this.rule(element)), ...this.algebraicRules()],
      reactions: of("reaction").map((element) => this.reaction(element)),
      events: of("event").map((element) => this.event(element)),
    };
    const unitDefinitions = this.assembly.units.definitions();
    return { ...model, unitDefinitions, units: modelUnits(unitDefinitions) };
  }

  private id(path: string): string {
    return this.assembly.elements.canonical(path).replaceAll(".", "__");
  }

  /** `A.x` and a plain `A__x` would become one id. */
  private refuseClashes(): void {
    const seen = new Map<string, Element>();
    for (const element of this.elements) {
      const id = this.id(element.path);
      const other = seen.get(id);
      seen.set(id, element);
      if (!other) continue;
      const values = { id, first: other.path, second: element.path };
      this.sink.add("CH1109", values, element.range);
    }
  }

  private functionDefinition(item: Program["functions"][number]): FunctionDefinition {
    const id = item.name.path;
    const parameters = item.parameters.map((parameter) => parameter.path);
    for (const symbol of freeSymbols(item.body)) {
      if (!parameters.includes(symbol)) this.sink.add("CH1115", { id, symbol }, item.body.range);
    }
    const name = this.assembly.titles.get(id);
    const { body, range } = item;
    return { id, ...(name === undefined ? {} : { name }), parameters, body, range };
  }

  private compartment(element: Element): Compartment {
    const size = this.literal(element);
    return {
      ...this.common(element),
      spatialDimensions: 3,
      ...(size === undefined ? {} : { size }),
      ...this.unit(element),
      constant: this.isConstant(element),
    };
  }

  private withDefault(found: readonly Compartment[], species: readonly Species[]): Compartment[] {
    const needed = species.some((one) => one.compartment === defaultCompartment);
    if (!needed || found.some((one) => one.id === defaultCompartment)) return [...found];
    const size = 1;
    return [{ id: defaultCompartment, spatialDimensions: 3, size, constant: true }, ...found];
  }

  private species(element: Element): Species {
    const compartment = this.id(this.place(element));
    const ruled = element.rule !== undefined && this.participates(element);
    return {
      ...this.common(element),
      compartment,
      ...this.initialQuantity(element),
      ...this.substanceUnit(element, compartment),
      hasOnlySubstanceUnits: element.substanceOnly,
      boundaryCondition: element.boundary || element.constant === true || ruled,
      constant: false,
    };
  }

  private participates(element: Element): boolean {
    const { elements } = this.assembly;
    return this.elements.some(({ reaction }) => {
      const sides = reaction ? [...reaction.reactants, ...reaction.products] : [];
      return sides.some((part) => elements.canonical(part.species) === element.path);
    });
  }

  /** A number is the amount of a substanceOnly species, or of any as number/compartment. */
  private initialQuantity(element: Element): Partial<Species> {
    const amount = this.amountLiteral(element);
    if (amount !== undefined) return { initialAmount: amount };
    const value = this.literal(element);
    if (value === undefined) return {};
    return element.substanceOnly ? { initialAmount: value } : { initialConcentration: value };
  }

  private amountLiteral(element: Element): number | undefined {
    const formula = element.rule?.operator === "assignment" ? undefined : element.initial;
    const expression = formula?.expression;
    if (expression?.kind !== "apply" || expression.operator !== "divide") return undefined;
    const [above, below] = expression.arguments;
    if (below?.kind !== "symbol" || this.id(below.id) !== this.id(this.place(element)))
      return undefined;
    return numberOf(above!);
  }

  /** `S has u` speaks of what the symbol S means: an amount if substanceOnly, else a concentration. */
  private substanceUnit(element: Element, compartment: string): { substanceUnit?: string } {
    const { unit } = this.unit(element);
    if (unit === undefined) return {};
    if (element.substanceOnly) return { substanceUnit: unit };
    const place = this.assembly.elements.get(compartment.replaceAll("__", ".")) ?? undefined;
    const size = place ? this.unit(place).unit : undefined;
    const volume = size ?? (this.assembly.units.has("volume") ? "volume" : "litre");
    return { substanceUnit: this.assembly.units.productId(unit, volume) };
  }

  private parameter(element: Element): Parameter {
    const value = this.literal(element);
    return {
      ...this.common(element),
      ...(value === undefined ? {} : { value }),
      ...this.unit(element),
      constant: this.isConstant(element),
      ...(element.kind === "symbol" ? { implied: true } : {}),
    };
  }

  private common(element: Element): { id: string; name?: string; range: SourceRange } {
    const { name, range } = element;
    return { id: this.id(element.path), ...(name === undefined ? {} : { name }), range };
  }

  private unit(element: Element): { unit?: string } {
    if (!element.unit) return {};
    return { unit: this.assembly.units.idOf(element.unit.scope + element.unit.path) };
  }

  /** The element's initial value where it is a plain number that no := rule overrides. */
  private literal(element: Element): number | undefined {
    if (!element.initial || element.rule?.operator === "assignment") return undefined;
    return numberOf(element.initial.expression);
  }

  private initialAssignment(element: Element): InitialAssignment[] {
    const { initial, kind } = element;
    if (!initial || kind === "reaction" || element.rule?.operator === "assignment") return [];
    if (this.literal(element) !== undefined) return [];
    if (kind === "species" && this.amountLiteral(element) !== undefined) return [];
    const expression = this.formula(initial.expression);
    return [{ symbol: this.id(element.path), expression, range: initial.range }];
  }

  private rule(element: Element): Rule[] {
    const { rule, kind } = element;
    if (!rule || kind === "reaction") return [];
    const expression = this.formula(rule.expression);
    return [
      { kind: rule.operator, variable: this.id(element.path), expression, range: rule.range },
    ];
  }

  private algebraicRules(): AlgebraicRule[] {
    return this.assembly.algebraic.map(({ expression, range }) => ({
      kind: "algebraic",
      expression: this.formula(expression),
      range,
    }));
  }

  private reaction(element: Element): Reaction {
    const content = element.reaction ?? { reversible: true, reactants: [], products: [] };
    const law = element.rule ?? element.initial;
    const expression = law ? this.formula(law.expression) : undefined;
    const reactants = content.reactants.map((part) => this.reference(part));
    const products = content.products.map((part) => this.reference(part));
    const { compartment } = element;
    return {
      ...this.common(element),
      reversible: content.reversible,
      ...(compartment === undefined ? {} : { compartment: this.id(compartment) }),
      reactants,
      products,
      modifiers: expression ? this.modifiers(expression, [...reactants, ...products]) : [],
      ...(expression ? { kineticLaw: { expression, localParameters: [] } } : {}),
    };
  }

  private reference(part: ScopedParticipant): SpeciesReference {
    const { stoichiometry, range } = part;
    return { species: this.id(part.species), stoichiometry, range };
  }

  /** Species that the rate depends on and that do not take part. */
  private modifiers(rate: Expression, parts: readonly SpeciesReference[]): string[] {
    const taking = new Set(parts.map((part) => part.species));
    const species = new Set(
      this.elements.filter((e) => e.kind === "species").map((e) => this.id(e.path)),
    );
    return [...freeSymbols(rate)].filter((id) => species.has(id) && !taking.has(id));
  }

  private event(element: Element): ModelEvent {
    const event = element.event!;
    return {
      ...this.common(element),
      trigger: this.formula(event.trigger),
      initialValue: event.initialValue,
      persistent: event.persistent,
      ...(event.delay ? { delay: this.formula(event.delay) } : {}),
      ...(event.priority ? { priority: this.formula(event.priority) } : {}),
      useValuesFromTriggerTime: event.useValuesFromTriggerTime,
      assignments: event.assignments.map(({ variable, expression, range }) => ({
        variable: this.id(variable),
        expression: this.formula(expression),
        range,
      })),
    };
  }

  /** Full paths to ids. A symbol that names no value is refused here, when its kind is known. */
  private formula(expression: Expression): Expression {
    return rewrite(expression, (node) => {
      if (node.kind === "number" && node.unit !== undefined)
        return { ...node, unit: this.assembly.units.idOf(node.unit) };
      if (node.kind !== "symbol") return node;
      const kind = this.assembly.elements.get(node.id)?.kind;
      if (kind === "event" || kind === "submodel") {
        const values = { id: node.id, kind: withArticle(kind), hint: "Use one of its elements." };
        this.sink.add("CH1111", values, node.range);
      }
      return { ...node, id: this.id(node.id) };
    });
  }
}

/** Value of a number, of infinity, or of either negated; undefined for a formula. */
function numberOf(expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  if (expression.kind === "constant") {
    if (expression.name === "infinity") return Number.POSITIVE_INFINITY;
    return expression.name === "notanumber" ? Number.NaN : undefined;
  }
  const negated = expression.kind === "apply" && expression.operator === "minus";
  if (!negated || expression.arguments.length !== 1) return undefined;
  const value = numberOf(expression.arguments[0]!);
  return value === undefined ? undefined : -value;
}

const modelUnitIds: readonly (readonly [keyof ModelUnits, readonly string[]])[] = [
  ["time", ["time_unit"]],
  ["substance", ["substance", "substance_unit"]],
  ["extent", ["extent", "extent_unit"]],
  ["volume", ["volume", "volume_unit"]],
  ["area", ["area", "area_unit"]],
  ["length", ["length", "length_unit"]],
];

/** Units with these ids are those of the whole model. */
function modelUnits(definitions: readonly UnitDefinition[]): ModelUnits {
  const ids = new Set(definitions.map((definition) => definition.id));
  const found = modelUnitIds.flatMap(([key, names]) => {
    const name = names.find((candidate) => ids.has(candidate));
    return name === undefined ? [] : [[key, name] as const];
  });
  return Object.fromEntries(found);
}
