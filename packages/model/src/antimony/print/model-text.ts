// The statements of one model, section by section. The model is one that Antimony can say
// (sayable.ts).

import type { Annotated } from "../../annotation.js";
import { freeSymbols } from "../../formula/walk.js";
import type {
  Compartment,
  InitialAssignment,
  Model,
  ModelEvent,
  Reaction,
  Species,
  SpeciesReference,
} from "../../model.js";
import { defaultCompartment, implicitCompartment } from "../element-table.js";
import { annotationStatements } from "./annotation-text.js";
import { formula } from "./formula-text.js";
import type { Limits } from "./limits.js";
import { freeId, idsOf } from "./reserved-names.js";
import { quoted, statementLists } from "./text.js";
import { UnitStatements } from "./unit-text.js";

export type Section = readonly [title: string, lines: readonly string[]];

export class ModelText {
  private readonly units: UnitStatements;
  private readonly compartments: ReadonlyMap<string, Compartment>;
  private readonly initial: ReadonlyMap<string, InitialAssignment>;
  private readonly assigned: ReadonlySet<string>;
  private readonly integrated: ReadonlySet<string>;
  private readonly eventAssigned: ReadonlySet<string>;
  private readonly references: readonly SpeciesReference[];
  private readonly taken: Set<string>;

  constructor(
    private readonly model: Model,
    private readonly limits: Limits,
  ) {
    this.units = new UnitStatements(model);
    this.compartments = new Map(model.compartments.map((item) => [item.id, item]));
    this.initial = new Map(model.initialAssignments.map((item) => [item.symbol, item]));
    this.assigned = new Set(this.variables("assignment"));
    this.integrated = new Set(this.variables("rate"));
    this.eventAssigned = new Set(
      model.events.flatMap(({ assignments }) => assignments.map(({ variable }) => variable)),
    );
    this.references = model.reactions.flatMap(({ reactants, products }) => [
      ...reactants,
      ...products,
    ]);
    this.taken = new Set(idsOf(model));
  }

  sections(): Section[] {
    const { model } = this;
    const annotations = this.annotations();
    const sections: Section[] = [
      ["Compartments and species", this.places()],
      ["Assignment rules", this.rules("assignment", ":=")],
      ["Rate rules", this.rules("rate", "'=")],
      ["Algebraic rules", this.algebraicRules()],
      ["Reactions", model.reactions.map((item) => this.reaction(item))],
      ["Interactions", model.reactions.flatMap((item) => this.interactions(item))],
      ["Objective", this.objective()],
      ["Events", model.events.map((item) => this.event(item))],
      ["Constraints", this.constraints()],
      ["Initial values", this.values()],
      ["Other declarations", this.constancy()],
      ["Units", this.unitStatements()],
      ["Names", this.names()],
      ["Annotations", annotations],
    ];
    return sections.filter(([, lines]) => lines.length > 0);
  }

  private variables(kind: "assignment" | "rate"): string[] {
    return this.model.rules.flatMap((rule) =>
      rule.kind !== "algebraic" && rule.kind === kind ? [rule.variable] : [],
    );
  }

  private places(): string[] {
    const { compartments, species } = this.model;
    const explicit = compartments.filter((item) => !this.isImplicit(item)).map(({ id }) => id);
    const named = (list: readonly Species[]) =>
      list.map((item) => `${item.boundaryCondition ? "$" : ""}${item.id}${this.inPlace(item)}`);
    return [
      ...statementLists("compartment", explicit),
      ...statementLists("species", named(species.filter((one) => !one.hasOnlySubstanceUnits))),
      ...statementLists(
        "substanceOnly species",
        named(species.filter((one) => one.hasOnlySubstanceUnits)),
      ),
    ];
  }

  /** The default compartment is there without a word, where species lie in it and it is as usual. */
  private isImplicit({ id, size, constant, unit, name }: Compartment): boolean {
    if (id !== defaultCompartment || size !== 1 || !constant) return false;
    const used = this.model.species.some(({ compartment }) => compartment === id);
    return used && unit === undefined && name === undefined && !this.isChanged(id);
  }

  private isChanged(id: string): boolean {
    return (
      this.initial.has(id) ||
      this.assigned.has(id) ||
      this.integrated.has(id) ||
      this.eventAssigned.has(id)
    );
  }

  /** A reaction in a compartment would take species along that say no place of their own. */
  private inPlace({ compartment, initialAmount }: Species): string {
    const silent = compartment === defaultCompartment && initialAmount === undefined;
    const drawn = this.model.reactions.some((reaction) => reaction.compartment !== undefined);
    return silent && !drawn ? "" : ` in ${compartment}`;
  }

  private rules(kind: "assignment" | "rate", sign: ":=" | "'="): string[] {
    return this.model.rules.flatMap((rule) => {
      if (rule.kind === "algebraic" || rule.kind !== kind) return [];
      const left = sign === ":=" ? `${rule.variable} :=` : `${rule.variable}' =`;
      return [`${left} ${formula(rule.expression)};`];
    });
  }

  private algebraicRules(): string[] {
    return this.model.rules.flatMap((rule) => {
      if (rule.kind !== "algebraic") return [];
      const label = rule.id === undefined ? "" : `${rule.id}: `;
      return [`${label}0 = ${formula(rule.expression)};`];
    });
  }

  private reaction({
    id,
    compartment,
    reversible,
    reactants,
    products,
    kineticLaw,
  }: Reaction): string {
    const place = compartment === undefined ? "" : ` in ${compartment}`;
    const arrow = reversible ? "->" : "=>";
    const sides = [sideText(reactants), arrow, sideText(products)].filter((part) => part !== "");
    const rate = kineticLaw ? ` ${formula(kineticLaw.expression)};` : ";";
    return `${id}${place}: ${sides.join(" ")};${rate}`;
  }

  /** What is said of modifiers, and modifiers that no rate names. */
  private interactions(reaction: Reaction): string[] {
    const { id, kineticLaw, interactions = [], modifiers } = reaction;
    const rate = kineticLaw && freeSymbols(kineticLaw.expression);
    const known = new Map(interactions.map((item) => [item.species, item]));
    const lines: string[] = [];
    for (const species of new Set([...modifiers, ...known.keys()])) {
      const { name, effect } = known.get(species) ?? {};
      if (rate && !rate.has(species))
        this.limits.leaveOut("a modifier that the rate does not use", `${species} of ${id}`);
      else if (effect || !rate)
        lines.push(
          `${name ?? this.freshName("_I")}: ${species} ${signs[effect ?? "influence"]} ${id};`,
        );
    }
    return lines;
  }

  private freshName(stem: string): string {
    for (let i = 0; ; i++) {
      if (this.taken.has(stem + i)) continue;
      return freeId(stem + i, this.taken);
    }
  }

  private objective(): string[] {
    const { objective } = this.model;
    if (!objective) return [];
    return [`${objective.id}: ${objective.sense} ${formula(objective.expression)};`];
  }

  private event(event: ModelEvent): string {
    const { id, delay, priority, assignments } = event;
    const wait = delay ? `${formula(delay)} after ` : "";
    const options = [
      ...(priority ? [`priority = ${formula(priority)}`] : []),
      ...(event.initialValue ? [] : ["t0 = false"]),
      ...(event.persistent ? [] : ["persistent = false"]),
      ...(event.useValuesFromTriggerTime ? [] : ["fromTrigger = false"]),
    ];
    const head = [`${id}: at ${wait}${formula(event.trigger)}`, ...options].join(", ");
    const body = assignments.map(
      ({ variable, expression }) => `${variable} = ${formula(expression)}`,
    );
    return body.length === 0 ? `${head}:;` : `${head}: ${body.join(", ")};`;
  }

  private constraints(): string[] {
    const { constraints = [] } = this.model;
    return constraints.flatMap((item) => {
      const id = item.id ?? (needsId(item) ? this.freshName("_con") : undefined);
      const label = id === undefined ? "constraint" : `constraint ${id}`;
      const lines = [`${label}: ${formula(item.expression)};`];
      if (id === undefined) return lines;
      if (item.message !== undefined) lines.push(`${id} is ${quoted(item.message)};`);
      return [...lines, ...annotationStatements(id, item, this.limits)];
    });
  }

  private values(): string[] {
    const { compartments, species, parameters } = this.model;
    return [
      ...compartments.flatMap(({ id, size }) => this.value(id, size, this.isImplicitId(id))),
      ...species.flatMap((item) => this.quantity(item)),
      ...parameters.flatMap(({ id, value }) => this.value(id, value, false)),
      ...this.references.flatMap(({ id, stoichiometry }) =>
        id === undefined ? [] : this.value(id, stoichiometry, false),
      ),
    ];
  }

  private isImplicitId(id: string): boolean {
    return this.isImplicit(this.compartments.get(id)!);
  }

  /** An initial assignment counts before a value, and a := rule before both. */
  private value(id: string, value: number | undefined, implicit: boolean): string[] {
    if (this.assigned.has(id) || implicit) return [];
    const assignment = this.initial.get(id);
    if (assignment) return [`${id} = ${formula(assignment.expression)};`];
    if (value === undefined || Number.isNaN(value)) return [];
    return [`${id} = ${numberText(value)};`];
  }

  private quantity(item: Species): string[] {
    const { id, compartment, initialAmount, initialConcentration, hasOnlySubstanceUnits } = item;
    const amount = initialAmount !== undefined;
    const plain = amount === hasOnlySubstanceUnits || this.initial.has(id);
    const value = initialAmount ?? initialConcentration;
    const [line] = this.value(id, value, false);
    if (line === undefined || plain) return line === undefined ? [] : [line];
    return [`${line.slice(0, -1)}${amount ? "/" : "*"}${compartment};`];
  }

  /** What would not follow from values and rules: constant or not, and names with no value at all. */
  private constancy(): string[] {
    const { compartments, parameters } = this.model;
    const symbols = this.references.flatMap(({ id, constant = true }) =>
      id === undefined ? [] : [{ id, constant }],
    );
    const solvable = this.solvable();
    const all = [...compartments, ...parameters, ...symbols];
    const doubtful = (id: string): boolean => this.isChanged(id) || solvable.has(id);
    const constants = all.filter(({ id, constant }) => constant && doubtful(id));
    const variables = all.filter(({ id, constant }) => !constant && !this.isRuled(id));
    const told = new Set([...constants, ...variables].map(({ id }) => id));
    const silent = parameters.filter((item) => !this.isSaid(item.id, item) && !told.has(item.id));
    return [
      ...statementLists(
        "formula",
        silent.map(({ id }) => id),
      ),
      ...statementLists(
        "const",
        constants.map(({ id }) => id),
      ),
      ...statementLists(
        "var",
        variables.map(({ id }) => id),
      ),
    ];
  }

  private isRuled(id: string): boolean {
    return this.assigned.has(id) || this.integrated.has(id) || this.eventAssigned.has(id);
  }

  private isSaid(
    id: string,
    { value, unit, name }: { value?: number; unit?: string; name?: string },
  ) {
    const given = value !== undefined && !Number.isNaN(value);
    return given || unit !== undefined || name !== undefined || this.isChanged(id);
  }

  private solvable(): Set<string> {
    return new Set(
      this.model.rules.flatMap((rule) =>
        rule.kind === "algebraic" ? [...freeSymbols(rule.expression)] : [],
      ),
    );
  }

  private unitStatements(): string[] {
    const { compartments, parameters, species } = this.model;
    const has = [...compartments, ...parameters].flatMap(({ id, unit }) =>
      unit === undefined ? [] : [`${id} has ${unit};`],
    );
    for (const item of species) {
      const unit = this.units.ofSpecies(item, this.compartments.get(item.compartment));
      if (unit !== undefined) has.push(`${item.id} has ${unit};`);
    }
    return [...this.units.lines, ...has];
  }

  private named() {
    const { model } = this;
    const algebraic = model.rules.flatMap((rule) =>
      rule.kind === "algebraic" && rule.id !== undefined ? [{ ...rule, id: rule.id }] : [],
    );
    return [
      ...model.compartments,
      ...model.species,
      ...model.parameters,
      ...model.reactions,
      ...model.events,
      ...algebraic,
      ...model.unitDefinitions,
    ];
  }

  private names(): string[] {
    return this.named().flatMap(({ id, name }) =>
      name === undefined ? [] : [`${id} is ${quoted(name)};`],
    );
  }

  private annotations(): string[] {
    const { model, limits } = this;
    const references = this.references.flatMap((item) => {
      if (item.id !== undefined) return annotationStatements(item.id, item, limits);
      if (item.sboTerm ?? item.annotation ?? item.uncertainty)
        limits.leaveOut("annotations of a stoichiometry without an id", item.species);
      return [];
    });
    return [
      ...annotationStatements("model", model, limits),
      ...this.named().flatMap((item) =>
        annotationStatements(item.id, withoutDefaultTerm(item), limits),
      ),
      ...references,
    ];
  }
}

/** The default compartment is the implicit one without a word. */
function withoutDefaultTerm<T extends Annotated & { readonly id: string }>(item: T): T {
  const { sboTerm, ...rest } = item;
  const silent = item.id === defaultCompartment && sboTerm === implicitCompartment;
  return silent ? (rest as T) : item;
}

const signs = { activation: "-o", inhibition: "-|", influence: "-(" } as const;

function sideText(parts: readonly SpeciesReference[]): string {
  return parts.map(participantText).join(" + ");
}

function participantText({ id, species, stoichiometry }: SpeciesReference): string {
  if (id !== undefined) return `${id} ${species}`;
  return stoichiometry === 1 ? species : `${stoichiometry} ${species}`;
}

function numberText(value: number): string {
  return formula({ kind: "number", value });
}

function needsId({
  message,
  sboTerm,
  annotation,
}: NonNullable<Model["constraints"]>[number]): boolean {
  return message !== undefined || sboTerm !== undefined || annotation !== undefined;
}
