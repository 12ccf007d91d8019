// What one file of the knee's model holds: its equations as text and its parameters with their rows of
// evidence. Files are told apart by the source ranges of the model's elements.

import { type Disease, type Model, type ParameterRow, printFormula } from "@chondron/model";

export interface Equation {
  readonly id: string;
  /** What the symbol means. */
  readonly name: string;
  readonly text: string;
}

export interface GradedParameter {
  readonly id: string;
  readonly name: string;
  readonly row: ParameterRow;
}

/** True where a range lies in `file`, whatever folder its name bears. */
function liesIn(range: { readonly file: string } | undefined, file: string): boolean {
  return range !== undefined && (range.file === file || range.file.endsWith(`/${file}`));
}

export function moduleEquations(model: Model, file: string): Equation[] {
  const names = symbolNames(model);
  const named = (id: string): string => names.get(id) ?? "";
  const rules = model.rules.flatMap((rule): Equation[] => {
    if (rule.kind === "algebraic" || !liesIn(rule.range, file)) return [];
    const sign = rule.kind === "rate" ? "′ = " : " = ";
    const { variable, expression } = rule;
    return [
      { id: variable, name: named(variable), text: variable + sign + printFormula(expression) },
    ];
  });
  const reactions = model.reactions
    .filter(({ range }) => liesIn(range, file))
    .map((reaction): Equation => {
      const side = (parts: readonly { readonly species: string }[]): string =>
        parts.map(({ species }) => species).join(" + ") || "∅";
      const rate = reaction.kineticLaw ? `; ${printFormula(reaction.kineticLaw.expression)}` : "";
      return {
        id: reaction.id,
        name: reaction.name ?? "",
        text: `${side(reaction.reactants)} → ${side(reaction.products)}${rate}`,
      };
    });
  return [...rules, ...reactions];
}

export function moduleParameters(disease: Disease, file: string): GradedParameter[] {
  const rows = new Map(disease.parameters.map((row) => [row.id, row]));
  return disease.model.parameters.flatMap((parameter) => {
    const row = rows.get(parameter.id);
    if (!row || !liesIn(parameter.range, file)) return [];
    return [{ id: parameter.id, name: parameter.name ?? "", row }];
  });
}

/** Meanings of symbols by id. */
export function symbolNames(model: Model): ReadonlyMap<string, string> {
  const elements = [...model.compartments, ...model.species, ...model.parameters];
  return new Map(elements.map(({ id, name }) => [id, name ?? ""]));
}

/**
 * Unit in which a symbol is shown: that of its declaration, by the unit's own name, or that of the outcome
 * which observes it; "" for folds.
 */
export function symbolUnit({ model, outcomes }: Disease, id: string): string {
  const parameter = model.parameters.find((one) => one.id === id);
  const compartment = model.compartments.find((one) => one.id === id);
  const species = model.species.find((one) => one.id === id);
  const unit = parameter?.unit ?? compartment?.unit ?? species?.substanceUnit;
  const observed = outcomes.find(({ observable }) => observable === id);
  if (unit === undefined && observed) return observed.unit;
  if (unit === undefined) return species ? (model.units.substance ?? "") : "";
  if (unit === "dimensionless") return "";
  const definition = model.unitDefinitions.find((one) => one.id === unit);
  return definition?.name ?? unit;
}

/** Symbols grouped by the unit they share, in their order. */
export function groupedByUnit(
  disease: Disease,
  ids: readonly string[],
): { readonly unit: string; readonly ids: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const unit = symbolUnit(disease, id);
    groups.set(unit, [...(groups.get(unit) ?? []), id]);
  }
  return [...groups].map(([unit, members]) => ({ unit, ids: members }));
}
