// A model with every formula and every id changed the same way, for renaming.

import type { Annotated } from "../../annotation.js";
import type { Expression } from "../../expression.js";
import { rewrite } from "../../formula/walk.js";
import type {
  AlgebraicRule,
  EventAssignment,
  FunctionDefinition,
  KineticLaw,
  Model,
  ModelEvent,
  Reaction,
  Rule,
  SpeciesReference,
} from "../../model.js";

export interface Renaming {
  /** New id of an element or function; the same where it keeps its own. */
  readonly id: (id: string) => string;
  /** New id of a unit. */
  readonly unit: (id: string) => string;
}

/** Apply a renaming to a whole model. Arguments of functions and local parameters are not touched. */
export function renameModel(model: Model, renaming: Renaming): Model {
  return new Renamer(renaming).model(model);
}

class Renamer {
  constructor(private readonly renaming: Renaming) {}

  model(model: Model): Model {
    const { id } = this.renaming;
    const { objective, conversionFactor, constraints } = model;
    return {
      ...model,
      units: Object.fromEntries(
        Object.entries(model.units).map(([quantity, unit]) => [quantity, this.unit(unit)]),
      ),
      ...this.annotated(model),
      unitDefinitions: model.unitDefinitions.map((item) => ({
        ...item,
        ...this.annotated(item),
        id: this.unit(item.id),
      })),
      functionDefinitions: model.functionDefinitions.map((item) => this.functionDefinition(item)),
      compartments: model.compartments.map((item) => this.sized(item)),
      species: model.species.map((item) => ({
        ...item,
        ...this.annotated(item),
        id: id(item.id),
        compartment: id(item.compartment),
        ...this.optional("substanceUnit", item.substanceUnit, (unit) => this.unit(unit)),
        ...this.optional("conversionFactor", item.conversionFactor, id),
      })),
      parameters: model.parameters.map((item) => this.sized(item)),
      initialAssignments: model.initialAssignments.map((item) => ({
        ...item,
        symbol: id(item.symbol),
        expression: this.formula(item.expression),
      })),
      rules: model.rules.map((rule) => this.rule(rule)),
      reactions: model.reactions.map((reaction) => this.reaction(reaction)),
      events: model.events.map((event) => this.event(event)),
      ...(constraints
        ? {
            constraints: constraints.map((item) => ({
              ...item,
              ...this.annotated(item),
              ...this.optional("id", item.id, id),
              expression: this.formula(item.expression),
            })),
          }
        : {}),
      ...(objective
        ? {
            objective: {
              ...objective,
              id: id(objective.id),
              expression: this.formula(objective.expression),
            },
          }
        : {}),
      ...this.optional("conversionFactor", conversionFactor, id),
    };
  }

  private unit(unit: string): string {
    return this.renaming.unit(unit);
  }

  private optional<K extends string>(
    key: K,
    value: string | undefined,
    rename: (id: string) => string,
  ): Partial<Record<K, string>> {
    return value === undefined ? {} : ({ [key]: rename(value) } as Record<K, string>);
  }

  /** Statements of uncertainty may name elements and units. */
  private annotated({ uncertainty }: Annotated): Annotated {
    if (!uncertainty) return {};
    return {
      uncertainty: uncertainty.map((one) => ({
        ...one,
        values: one.values.map((value) => this.formula(value)),
      })),
    };
  }

  private sized<T extends Annotated & { readonly id: string; readonly unit?: string }>(item: T): T {
    const unit = this.optional("unit", item.unit, (one) => this.unit(one));
    return { ...item, ...this.annotated(item), id: this.renaming.id(item.id), ...unit };
  }

  private functionDefinition(item: FunctionDefinition): FunctionDefinition {
    const own = new Set(item.parameters);
    return {
      ...item,
      ...this.annotated(item),
      id: this.renaming.id(item.id),
      body: this.formula(item.body, own),
    };
  }

  private rule(rule: Rule): Rule {
    const expression = this.formula(rule.expression);
    if (rule.kind !== "algebraic")
      return { ...rule, variable: this.renaming.id(rule.variable), expression };
    return {
      ...rule,
      ...this.annotated(rule),
      ...this.optional("id", rule.id, this.renaming.id),
      expression,
    } satisfies AlgebraicRule;
  }

  private reaction(reaction: Reaction): Reaction {
    const { id } = this.renaming;
    const { interactions, kineticLaw } = reaction;
    return {
      ...reaction,
      ...this.annotated(reaction),
      id: id(reaction.id),
      ...this.optional("compartment", reaction.compartment, id),
      reactants: reaction.reactants.map((item) => this.reference(item)),
      products: reaction.products.map((item) => this.reference(item)),
      modifiers: reaction.modifiers.map(id),
      ...(interactions
        ? {
            interactions: interactions.map((item) => ({
              ...item,
              ...this.optional("name", item.name, id),
              species: id(item.species),
            })),
          }
        : {}),
      ...(kineticLaw ? { kineticLaw: this.kineticLaw(kineticLaw) } : {}),
    };
  }

  private kineticLaw({ expression, localParameters }: KineticLaw): KineticLaw {
    const own = new Set(localParameters.map(({ id }) => id));
    return {
      expression: this.formula(expression, own),
      localParameters: localParameters.map((item) => ({
        ...item,
        ...this.optional("unit", item.unit, (one) => this.unit(one)),
      })),
    };
  }

  private reference(item: SpeciesReference): SpeciesReference {
    const { id } = this.renaming;
    return {
      ...item,
      ...this.annotated(item),
      ...this.optional("id", item.id, id),
      species: id(item.species),
    };
  }

  private event(event: ModelEvent): ModelEvent {
    const { delay, priority } = event;
    return {
      ...event,
      ...this.annotated(event),
      id: this.renaming.id(event.id),
      trigger: this.formula(event.trigger),
      ...(delay ? { delay: this.formula(delay) } : {}),
      ...(priority ? { priority: this.formula(priority) } : {}),
      assignments: event.assignments.map((item) => this.assignment(item)),
    };
  }

  private assignment(item: EventAssignment): EventAssignment {
    const variable = this.renaming.id(item.variable);
    return { ...item, variable, expression: this.formula(item.expression) };
  }

  /** Names in `own` belong to the formula alone. */
  private formula(expression: Expression, own: ReadonlySet<string> = nothing): Expression {
    return rewrite(expression, (node) => {
      if (node.kind === "symbol" && !own.has(node.id))
        return { ...node, id: this.renaming.id(node.id) };
      if (node.kind === "call") return { ...node, function: this.renaming.id(node.function) };
      if (node.kind === "number" && node.unit !== undefined)
        return { ...node, unit: this.unit(node.unit) };
      return node;
    });
  }
}

const nothing: ReadonlySet<string> = new Set();
