// Elements to the Model: kinds become SBML components, with the defaults of libAntimony. Source:
// Antimony tutorial, appendix "Converting between SBML and Antimony", measured against libAntimony
// 3.3 where the appendix is silent.

import type { Annotated } from "../annotation.js";
import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { freeSymbols } from "../formula/walk.js";
import type {
  AlgebraicRule,
  Compartment,
  Constraint,
  FunctionDefinition,
  InitialAssignment,
  Model,
  ModelEvent,
  ModelUnits,
  Objective,
  Parameter,
  Reaction,
  Rule,
  Species,
  SpeciesReference,
  UnitDefinition,
} from "../model.js";
import type { SourceRange } from "../source-range.js";
import type { Assembly } from "./assembler.js";
import { type Place, placeOf } from "./compartments.js";
import { constancy } from "./constancy.js";
import {
  defaultCompartment,
  type Element,
  implicitCompartment,
  isDefaultCompartment,
  type ScopedParticipant,
} from "./element-table.js";
import { FinalFormulas } from "./final-formulas.js";
import { initialFormula, initialNumber, initialQuantity } from "./initial-values.js";
import { checkInteractions, interactionsOf } from "./interactions.js";
import { finalObjective, servesAsObjective, settleObjective } from "./objective.js";
import type { MainModel, Program } from "./program.js";

/** The finished model. Errors that only now show, such as a submodel used as a number, go to `sink`. */
export function buildModel(
  assembly: Assembly,
  program: Program,
  main: MainModel,
  modelId: string,
  sink: DiagnosticSink,
): Model {
  return new Builder(assembly, program, sink).build(main, modelId);
}

class Builder {
  private readonly elements: readonly Element[];
  private readonly formulas: FinalFormulas;
  private readonly isConstant: (element: Element) => boolean;
  private readonly place: Place;
  private readonly speciesIds: ReadonlySet<string>;
  /** Paths of the species that take part in reactions. */
  private readonly participants: ReadonlySet<string>;
  private readonly interactions: ReturnType<typeof interactionsOf>;

  constructor(
    private readonly assembly: Assembly,
    private readonly program: Program,
    private readonly sink: DiagnosticSink,
  ) {
    const functions = new Set(program.functions.map(({ name }) => name.path));
    const { elements, units, conversions, separator, objective } = assembly;
    if (objective) settleObjective(objective.path, elements, sink);
    this.elements = elements.all();
    this.formulas = new FinalFormulas(elements, units, conversions, separator, functions, sink);
    this.isConstant = constancy(elements);
    this.place = placeOf(elements, this.formulas.strands, sink);
    this.speciesIds = new Set(this.of("species").map(({ path }) => this.formulas.id(path)));
    this.participants = new Set(this.participantPaths());
    this.interactions = interactionsOf(elements, (path) => this.formulas.id(path));
    checkInteractions(elements, sink);
  }

  build(main: MainModel, id: string): Model {
    this.refuseClashes();
    const { titles, annotated } = this.assembly;
    const name = titles.get(main.id) ?? titles.get(id);
    const species = this.of("species").map((element) => this.species(element));
    const objective = this.objective();
    const constraints = this.of("constraint").flatMap((element) => this.constraint(element));
    const model: Model = {
      id,
      ...(name === undefined ? {} : { name }),
      ...annotated.get(main.id),
      units: {},
      unitDefinitions: [],
      functionDefinitions: this.program.functions.map((item) => this.functionDefinition(item)),
      compartments: this.withDefault(
        this.of("compartment").map((element) => this.compartment(element)),
        species,
      ),
      species,
      parameters: [...this.of("formula"), ...this.of("symbol")].map((element) =>
        this.parameter(element),
      ),
      initialAssignments: this.elements.flatMap((element) => this.initialAssignment(element)),
      rules: [...this.elements.flatMap((element) => this.rule(element)), ...this.algebraicRules()],
      reactions: this.of("reaction").map((element) => this.reaction(element)),
      events: this.of("event").flatMap((element) => this.event(element)),
      ...(constraints.length === 0 ? {} : { constraints }),
      ...(objective ? { objective } : {}),
    };
    const unitDefinitions = this.assembly.units
      .definitions()
      .map((definition) => ({ ...definition, ...this.finished(definition) }));
    return { ...model, unitDefinitions, units: modelUnits(unitDefinitions) };
  }

  private of(kind: Element["kind"]): Element[] {
    return this.elements.filter((one) => one.kind === kind);
  }

  private *participantPaths(): Iterable<string> {
    for (const { reaction } of this.elements) {
      if (!reaction) continue;
      for (const { species } of [...reaction.reactants, ...reaction.products])
        yield this.assembly.elements.canonical(species);
    }
  }

  /** `A.x` and a plain `A__x` would become one id. */
  private refuseClashes(): void {
    const seen = new Map<string, Element>();
    for (const element of this.elements) {
      const id = this.formulas.id(element.path);
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
    const annotated = this.assembly.annotated.get(id);
    const { range } = item;
    const body = this.formulas.withDraws(item.body);
    return { id, ...(name === undefined ? {} : { name }), ...annotated, parameters, body, range };
  }

  private compartment(element: Element): Compartment {
    const isDefault = isDefaultCompartment(element.path);
    const given = element.initial || element.rule;
    const size = isDefault && !given ? 1 : initialNumber(element);
    return {
      ...this.common(element),
      ...(isDefault ? { sboTerm: element.annotated?.sboTerm ?? implicitCompartment } : {}),
      spatialDimensions: 3,
      ...(size === undefined ? {} : { size }),
      ...this.unit(element),
      constant: this.isConstant(element),
    };
  }

  private withDefault(found: readonly Compartment[], species: readonly Species[]): Compartment[] {
    const needed = species.some((one) => one.compartment === defaultCompartment);
    if (!needed || found.some((one) => one.id === defaultCompartment)) return [...found];
    const [size, sboTerm] = [1, implicitCompartment];
    return [
      { id: defaultCompartment, sboTerm, spatialDimensions: 3, size, constant: true },
      ...found,
    ];
  }

  private species(element: Element): Species {
    const place = this.place(element) ?? defaultCompartment;
    const ruled = element.rule !== undefined && this.participants.has(element.path);
    return {
      ...this.common(element),
      compartment: this.formulas.id(place),
      ...initialQuantity(element, (path) => this.isPlace(path, place)),
      ...this.substanceUnit(element, place),
      hasOnlySubstanceUnits: element.substanceOnly,
      boundaryCondition: element.constant === true || ruled,
      constant: false,
    };
  }

  private isPlace(path: string, place: string): boolean {
    const { elements } = this.assembly;
    return elements.canonical(path) === elements.canonical(place);
  }

  /** `S has u` speaks of what the symbol S means: an amount if substanceOnly, else a concentration. */
  private substanceUnit(element: Element, compartment: string): { substanceUnit?: string } {
    const { unit } = this.unit(element);
    if (unit === undefined) return {};
    if (element.substanceOnly) return { substanceUnit: unit };
    const place = this.assembly.elements.get(compartment);
    const size = place ? this.unit(place).unit : undefined;
    const volume = size ?? (this.assembly.units.has("volume") ? "volume" : "litre");
    return { substanceUnit: this.assembly.units.productId(unit, volume) };
  }

  private parameter(element: Element): Parameter {
    const value = initialNumber(element);
    return {
      ...this.common(element),
      ...(value === undefined ? {} : { value }),
      ...this.unit(element),
      constant: this.isConstant(element),
      ...(element.kind === "symbol" ? { implied: true } : {}),
    };
  }

  private common(element: Element): Annotated & { id: string; name?: string; range: SourceRange } {
    const { name, range } = element;
    return {
      id: this.formulas.id(element.path),
      ...(name === undefined ? {} : { name }),
      ...this.finished(element.annotated),
      range,
    };
  }

  /** Annotation data with ids in place of paths. */
  private finished(annotated: Annotated | undefined): Annotated {
    if (!annotated?.uncertainty) return annotated ?? {};
    const uncertainty = annotated.uncertainty.map((one) => ({
      ...one,
      values: one.values.map((value) => this.formulas.named(value)),
    }));
    return { ...annotated, uncertainty };
  }

  private unit({ unit, range }: Element): { unit?: string } {
    if (!unit) return {};
    return { unit: this.assembly.units.idOfFormula(unit.formula, unit.scope, range) };
  }

  private initialAssignment(element: Element): InitialAssignment[] {
    const formula = initialFormula(element);
    if (!formula || !isVariable(element)) return [];
    const place = this.place(element) ?? defaultCompartment;
    const settled =
      element.kind === "species"
        ? initialQuantity(element, (path) => this.isPlace(path, place))
        : initialNumber(element);
    if (settled !== undefined) return [];
    const { range } = formula;
    return [
      { symbol: this.formulas.id(element.path), expression: this.formulas.of(formula), range },
    ];
  }

  private rule(element: Element): Rule[] {
    const { rule, range } = element;
    if (!isVariable(element)) return [];
    const variable = this.formulas.id(element.path);
    if (element.dna)
      return [{ kind: "assignment", variable, expression: this.formulas.ofDna(element), range }];
    if (!rule) return [];
    const expression = this.formulas.of(rule, rule.operator === "rate" ? "rateRule" : "value");
    return [{ kind: rule.operator, variable, expression, range: rule.range }];
  }

  private algebraicRules(): AlgebraicRule[] {
    return this.of("algebraic").flatMap((element) => {
      if (!element.initial) return [];
      const expression = this.formulas.of(element.initial);
      return [{ kind: "algebraic" as const, ...this.common(element), expression }];
    });
  }

  private constraint(element: Element): Constraint[] {
    if (!element.initial) return [];
    const { name, ...common } = this.common(element);
    const expression = this.formulas.of(element.initial);
    return [{ ...common, expression, ...(name === undefined ? {} : { message: name }) }];
  }

  private objective(): Objective | undefined {
    const { objective, elements } = this.assembly;
    const element = objective && elements.get(objective.path);
    if (!objective || !element || !servesAsObjective(element)) return undefined;
    return finalObjective(element, objective.sense, elements, this.formulas, this.sink);
  }

  private reaction(element: Element): Reaction {
    const content = element.reaction ?? { reversible: true, reactants: [], products: [] };
    const expression = this.rate(element);
    const reactants = content.reactants.map((part) => this.reference(part));
    const products = content.products.map((part) => this.reference(part));
    const compartment = this.place(element);
    const interactions = this.interactions.get(element.path);
    const modifiers = new Set([
      ...(expression ? this.modifiers(expression, [...reactants, ...products]) : []),
      ...(interactions ?? []).map(({ species }) => species),
    ]);
    return {
      ...this.common(element),
      reversible: content.reversible,
      ...(compartment === undefined ? {} : { compartment: this.formulas.id(compartment) }),
      reactants,
      products,
      modifiers: [...modifiers],
      ...(interactions ? { interactions } : {}),
      ...(expression ? { kineticLaw: { expression, localParameters: [] } } : {}),
    };
  }

  private rate(element: Element): Expression | undefined {
    if (element.dna) return this.formulas.ofDna(element);
    const law = element.rule ?? element.initial;
    return law && this.formulas.of(law, "rate");
  }

  private reference(part: ScopedParticipant): SpeciesReference {
    const { stoichiometry, range } = part;
    const species = this.formulas.id(part.species);
    if (typeof stoichiometry === "number") return { species, stoichiometry, range };
    const symbol = this.assembly.elements.get(stoichiometry)!;
    const value = initialNumber(symbol) ?? Number.NaN;
    const varies = this.isConstant(symbol) ? {} : { constant: false };
    const id = this.formulas.id(stoichiometry);
    const annotated = this.finished(symbol.annotated);
    return { id, ...annotated, species, stoichiometry: value, ...varies, range };
  }

  /** Species that the rate depends on and that do not take part. */
  private modifiers(rate: Expression, parts: readonly SpeciesReference[]): string[] {
    const taking = new Set(parts.map((part) => part.species));
    return [...freeSymbols(rate)].filter((id) => this.speciesIds.has(id) && !taking.has(id));
  }

  private event(element: Element): ModelEvent[] {
    const { event } = element;
    if (!event) return [];
    const { scope, delay, priority } = event;
    return [
      {
        ...this.common(element),
        trigger: this.formulas.ofEvent(event.trigger, scope),
        initialValue: event.initialValue,
        persistent: event.persistent,
        ...(delay ? { delay: this.formulas.ofEvent(delay, scope, "delay") } : {}),
        ...(priority ? { priority: this.formulas.ofEvent(priority, scope) } : {}),
        useValuesFromTriggerTime: event.useValuesFromTriggerTime,
        assignments: event.assignments.map(({ variable, expression, range }) => ({
          variable: this.formulas.id(variable),
          expression: this.formulas.assigned(expression, variable, scope),
          range,
        })),
      },
    ];
  }
}

/** Kinds that SBML's initial assignments and rules may set. */
function isVariable({ kind }: Element): boolean {
  return (
    kind === "formula" ||
    kind === "symbol" ||
    kind === "species" ||
    kind === "compartment" ||
    kind === "stoichiometry"
  );
}

const modelUnitIds: readonly (readonly [keyof ModelUnits, string])[] = [
  ["time", "time_unit"],
  ["substance", "substance"],
  ["extent", "extent"],
  ["volume", "volume"],
  ["area", "area"],
  ["length", "length"],
];

/** Units with these ids are those of the whole model. */
function modelUnits(definitions: readonly UnitDefinition[]): ModelUnits {
  const ids = new Set(definitions.map((definition) => definition.id));
  return Object.fromEntries(modelUnitIds.filter(([, id]) => ids.has(id)));
}
