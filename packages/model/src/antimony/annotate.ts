// Annotation statements to annotation data, one statement at a time.

import type {
  Annotated,
  Annotation,
  Creator,
  UncertaintyKind,
  UncertaintyStatement,
} from "../annotation.js";
import type { Expression } from "../expression.js";
import { numberOf } from "../formula/number-of.js";
import { isInterval } from "../uncertainty-kinds.js";
import { creatorNumber, isOpen, qualifierNamed } from "./annotation-words.js";
import type { AnnotationStatement } from "./syntax.js";

/** The data with a statement added, or why the statement makes no sense. */
export type Annotating = { readonly annotated: Annotated } | { readonly cause: string };

export function annotate(old: Annotated, statement: AnnotationStatement): Annotating {
  const added = withStatementOf(old.annotation ?? {}, statement);
  if ("cause" in added) return added;
  return { annotated: { ...old, annotation: added } };
}

function withStatementOf(
  old: Annotation,
  statement: AnnotationStatement,
): Annotation | { cause: string } {
  const { word, part, values } = statement;
  const number = creatorNumber(word);
  if (number !== undefined) return withCreator(old, number, part, values);
  const lower = word.toLowerCase();
  if (lower === "created" || lower === "modified") return withDate(old, lower, part, values);
  if (part !== undefined) return { cause: `"${word}" has no parts` };
  if (lower === "notes") return { ...old, notes: joinedNotes(old.notes, values) };
  const qualifier = qualifierNamed(word);
  if (!qualifier) return { cause: `"${word}" is no qualifier` };
  const resources = values.filter((value) => value !== "");
  if (resources.length === 0) return old;
  return { ...old, terms: [...(old.terms ?? []), { qualifier, resources }] };
}

function joinedNotes(old: string | undefined, values: readonly string[]): string {
  return [...(old === undefined ? [] : [old]), ...values].join("\n");
}

const creatorParts: ReadonlyMap<string, keyof Creator> = new Map([
  ["name", "name"],
  ["givenname", "givenName"],
  ["familyname", "familyName"],
  ["organization", "organization"],
  ["organisation", "organization"],
  ["org", "organization"],
  ["email", "email"],
]);

function withCreator(
  old: Annotation,
  number: number,
  part: string | undefined,
  values: readonly string[],
): Annotation | { cause: string } {
  const key = creatorParts.get((part ?? "").toLowerCase());
  const [value, more] = values;
  const creators = [...(old.creators ?? [])];
  if (!key) return { cause: "a creator has a name, givenName, familyName, organization and email" };
  if (value === undefined || more !== undefined) return { cause: "it takes one text" };
  if (number < 1 || number > creators.length + 1)
    return { cause: `there is no creator${number - 1} before creator${number}` };
  creators[number - 1] = { ...creators[number - 1], [key]: value };
  return { ...old, creators };
}

/** W3C-DTF, as SBML L3V2 section 6.6 wants it. */
const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;
const blankDate = "2000-01-01T00:00:00Z";

function withDate(
  old: Annotation,
  word: "created" | "modified",
  part: string | undefined,
  values: readonly string[],
): Annotation | { cause: string } {
  if (part !== undefined) return withDatePart(old, word, part, values);
  if (word === "created" && values.length > 1) return { cause: "it takes one date" };
  if (!values.every((value) => date.test(value)))
    return { cause: "dates are written as 2019-07-29T10:53:09Z" };
  if (word === "created") return { ...old, created: values[0]! };
  return { ...old, modified: [...(old.modified ?? []), ...values] };
}

/** Where each part lies in the text of a date. */
const dateParts: Readonly<Record<string, readonly [from: number, length: number]>> = {
  year: [0, 4],
  month: [5, 2],
  day: [8, 2],
  hour: [11, 2],
  minute: [14, 2],
  second: [17, 2],
};

function withDatePart(
  old: Annotation,
  word: "created" | "modified",
  part: string,
  values: readonly string[],
): Annotation | { cause: string } {
  const [value, more] = values;
  const place = Object.hasOwn(dateParts, part) ? dateParts[part] : undefined;
  const digits = value?.padStart(place?.[1] ?? 0, "0") ?? "";
  if (!place || more !== undefined || !/^\d+$/.test(digits) || digits.length !== place[1])
    return { cause: "a date has a year, month, day, hour, minute and second, each a number" };
  const [from, length] = place;
  const change = (text: string) => text.slice(0, from) + digits + text.slice(from + length);
  if (word === "created") return { ...old, created: change(old.created ?? blankDate) };
  const dates = old.modified ?? [blankDate];
  return { ...old, modified: [...dates.slice(0, -1), change(dates.at(-1)!)] };
}

/** `A.mean = x`, `A.range = {2, x}`, `A.distribution = f(x)`. */
export function stateUncertainty(
  old: Annotated,
  kind: UncertaintyKind,
  values: readonly Expression[],
): Annotating {
  const cause = faultOf(kind, values);
  return cause ? { cause } : { annotated: withStatement(old, { kind, values }) };
}

/** `A.distribution is "http://..."`. */
export function defineUncertainty(
  old: Annotated,
  kind: UncertaintyKind,
  definition: string,
): Annotated {
  const known = old.uncertainty?.find((one) => one.kind === kind);
  return withStatement(old, { kind, values: known?.values ?? [], definition });
}

function withStatement(old: Annotated, statement: UncertaintyStatement): Annotated {
  const others = old.uncertainty ?? [];
  const known = others.find((one) => one.kind === statement.kind);
  if (!known) return { ...old, uncertainty: [...others, statement] };
  const changed = { ...known, ...statement };
  return { ...old, uncertainty: others.map((one) => (one === known ? changed : one)) };
}

function faultOf(kind: UncertaintyKind, values: readonly Expression[]): string | undefined {
  if (isOpen(kind)) return undefined;
  const wanted = isInterval(kind) ? 2 : 1;
  if (values.length !== wanted)
    return isInterval(kind) ? "it takes an interval such as {2, 3}" : "it takes one value";
  if (!values.every(isPlain)) return "each value is a number or a name";
  const units = values.flatMap((value) =>
    value.kind === "number" && value.unit ? [value.unit] : [],
  );
  return new Set(units).size > 1 ? "both ends need the same unit" : undefined;
}

function isPlain(expression: Expression): boolean {
  return expression.kind === "symbol" || numberOf(expression) !== undefined;
}
