// What the checks look up again and again: who bears an id, what sets a variable, and every
// formula of the model with a name for the place where it stands.

import type { Expression } from "../expression.js";
import type { ValueKind } from "../formula/operators.js";
import type { FunctionDefinition, Model } from "../model.js";
import type { SourceRange } from "../source-range.js";

export type ComponentKind =
  | "function"
  | "compartment"
  | "species"
  | "parameter"
  | "reaction"
  | "stoichiometry"
  | "event"
  | "objective";

export interface Component {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly constant: boolean;
  readonly range?: SourceRange;
}

/** A formula, what it must yield, and its place in words: `the rate of reaction "J0"`. */
export interface PlacedFormula {
  readonly expression: Expression;
  readonly yields: ValueKind;
  readonly where: string;
  readonly range?: SourceRange;
  /** True for what is worked out only where something calls for it: functions and constraints. */
  readonly idle?: boolean;
  /** Names that only this formula knows: arguments of a function, local parameters. */
  readonly local: ReadonlySet<string>;
  /** What the formula gives: a variable's value or rate of change, a reaction's rate, a time. */
  readonly target?: {
    readonly quantity: "value" | "rate" | "extent" | "time" | "none";
    readonly id: string;
  };
}

export interface ModelIndex {
  readonly model: Model;
  /** The first component of each id. */
  readonly components: ReadonlyMap<string, Component>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly formulas: readonly PlacedFormula[];
  /** How many more similar names may be looked for; each search meets every name of the model. */
  readonly searches: { left: number };
  /** Variables of := rules, and of rate rules. */
  readonly assigned: ReadonlySet<string>;
  readonly integrated: ReadonlySet<string>;
}

export function indexModel(model: Model): ModelIndex {
  const components = new Map<string, Component>();
  for (const component of allComponents(model)) {
    if (!components.has(component.id)) components.set(component.id, component);
  }
  const ruled = (kind: string) =>
    model.rules.flatMap((rule) =>
      rule.kind === kind && rule.kind !== "algebraic" ? [rule.variable] : [],
    );
  return {
    model,
    components,
    functions: new Map(model.functionDefinitions.map((item) => [item.id, item])),
    formulas: placedFormulas(model),
    searches: { left: 50 },
    assigned: new Set(ruled("assignment")),
    integrated: new Set(ruled("rate")),
  };
}

/**
 * Everything with an id, in the order of SBML's lists. Objectives share the namespace of the model
 * (rule fbc-10301 of package fbc), and have no value.
 */
export function allComponents(model: Model): Component[] {
  const fixed = (kind: ComponentKind) => (item: { id: string; range?: SourceRange }) =>
    component(kind, true, item);
  return [
    ...model.functionDefinitions.map(fixed("function")),
    ...model.compartments.map((item) => component("compartment", item.constant, item)),
    ...model.species.map((item) => component("species", item.constant, item)),
    ...model.parameters.map((item) => component("parameter", item.constant, item)),
    ...model.reactions.map(fixed("reaction")),
    ...model.reactions.flatMap(stoichiometries),
    ...model.events.map(fixed("event")),
    ...(model.objective ? [fixed("objective")(model.objective)] : []),
  ];
}

/** Stoichiometries with an id, which rules, events and formulas may refer to. */
function stoichiometries({ reactants, products }: Model["reactions"][number]): Component[] {
  return [...reactants, ...products].flatMap(({ id, constant, range }) =>
    id === undefined
      ? []
      : [component("stoichiometry", constant ?? true, { id, ...(range ? { range } : {}) })],
  );
}

function component(
  kind: ComponentKind,
  constant: boolean,
  item: { readonly id: string; readonly range?: SourceRange },
): Component {
  return { id: item.id, kind, constant, ...(item.range ? { range: item.range } : {}) };
}

const nothing: ReadonlySet<string> = new Set();

/** Every formula of a model, bodies of functions and constraints included. */
export function placedFormulas(model: Model): PlacedFormula[] {
  return [
    ...functionBodies(model),
    ...initialFormulas(model),
    ...ruleFormulas(model),
    ...rates(model),
    ...model.events.flatMap(eventFormulas),
    ...constraintFormulas(model),
  ];
}

function placed(
  expression: Expression,
  where: string,
  range: SourceRange | undefined,
  rest: Partial<Pick<PlacedFormula, "yields" | "local" | "target" | "idle">> = {},
): PlacedFormula {
  const at = expression.range ?? range;
  return {
    expression,
    where,
    yields: "number",
    local: nothing,
    ...rest,
    ...(at ? { range: at } : {}),
  };
}

function functionBodies(model: Model): PlacedFormula[] {
  return model.functionDefinitions.map(({ id, body, parameters, range }) =>
    placed(body, `function "${id}"`, range, {
      yields: "either",
      local: new Set(parameters),
      idle: true,
    }),
  );
}

function initialFormulas(model: Model): PlacedFormula[] {
  return model.initialAssignments.map(({ symbol, expression, range }) =>
    placed(expression, `the initial value of "${symbol}"`, range, {
      target: { quantity: "value", id: symbol },
    }),
  );
}

function ruleFormulas(model: Model): PlacedFormula[] {
  return model.rules.map((rule) => {
    if (rule.kind === "algebraic") {
      const target = { quantity: "none", id: "" } as const;
      return placed(rule.expression, "an algebraic rule", rule.range, { target });
    }
    const what = rule.kind === "rate" ? "the rate rule of" : "the rule for";
    const quantity = rule.kind === "rate" ? "rate" : "value";
    const target = { quantity, id: rule.variable } as const;
    return placed(rule.expression, `${what} "${rule.variable}"`, rule.range, { target });
  });
}

function constraintFormulas(model: Model): PlacedFormula[] {
  return (model.constraints ?? []).map(({ expression, range }) =>
    placed(expression, "a constraint", range, { yields: "boolean", idle: true }),
  );
}

function rates(model: Model): PlacedFormula[] {
  return model.reactions.flatMap(({ id, kineticLaw, range }) => {
    if (!kineticLaw) return [];
    const local = new Set(kineticLaw.localParameters.map((parameter) => parameter.id));
    return [
      placed(kineticLaw.expression, `the rate of reaction "${id}"`, range, {
        local,
        target: { quantity: "extent", id },
      }),
    ];
  });
}

function eventFormulas(event: Model["events"][number]): PlacedFormula[] {
  const { id, range, trigger, delay, priority } = event;
  return [
    placed(trigger, `the trigger of event "${id}"`, range, {
      yields: "boolean",
      target: { quantity: "none", id },
    }),
    ...(delay
      ? [placed(delay, `the delay of event "${id}"`, range, { target: { quantity: "time", id } })]
      : []),
    ...(priority ? [placed(priority, `the priority of event "${id}"`, range)] : []),
    ...event.assignments.map(({ variable, expression, range: at }) =>
      placed(expression, `the assignment of "${variable}" in event "${id}"`, at, {
        target: { quantity: "value", id: variable },
      }),
    ),
  ];
}
