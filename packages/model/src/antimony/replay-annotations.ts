// Annotations while statements are replayed: of elements, units, functions, modules and the model
// itself. `A.sboTerm = 8` and `k.mean = 3` look like assignments to elements and are so where the
// submodel A has such elements.

import type { Annotated } from "../annotation.js";
import type { Expression } from "../expression.js";
import type { SourceRange } from "../source-range.js";
import { type Annotating, annotate, defineUncertainty, stateUncertainty } from "./annotate.js";
import { isLostQualifier, isSboTerm, uncertaintyNamed } from "./annotation-words.js";
import type { Draft } from "./draft.js";
import type { AnnotationStatement, Name } from "./syntax.js";

/** Something with annotations to read and replace. */
export interface Bearer {
  readonly annotated?: Annotated;
  readonly set: (annotated: Annotated) => void;
}

/** The element or unit that a name means; a name met here first becomes a parameter. */
export function bearerOf(draft: Draft, name: Name, scope: string): Bearer | undefined {
  const unit = draft.units.annotatedOf(scope + name.path);
  if (unit) return unit;
  const element = draft.names.define(name, scope);
  if (!element) return undefined;
  if (element.kind === "symbol") element.kind = "formula";
  return {
    ...(element.annotated ? { annotated: element.annotated } : {}),
    set: (annotated) => {
      element.annotated = annotated;
    },
  };
}

export function replayAnnotation(
  draft: Draft,
  bearer: Bearer | undefined,
  statement: AnnotationStatement,
): void {
  if (!bearer) return;
  const id = statement.target?.path ?? "model";
  if (isLostQualifier(statement.word)) {
    draft.sink.add("CH1119", { id }, statement.range);
    return;
  }
  const done = annotate(bearer.annotated ?? {}, statement);
  settle(draft, bearer, done, `${id} ${statement.word}`, statement.range);
}

function settle(
  draft: Draft,
  bearer: Bearer,
  done: Annotating,
  what: string,
  range: SourceRange,
): void {
  if ("cause" in done) draft.sink.add("CH1118", { what, cause: done.cause }, range);
  else bearer.set(done.annotated);
}

/** The owner and the last part of a dotted name that no element bears. */
export function property(
  draft: Draft,
  name: Name,
  scope: string,
): { readonly owner: Name; readonly last: string } | undefined {
  const cut = name.path.lastIndexOf(".");
  if (cut < 0 || draft.elements.get(scope + name.path)) return undefined;
  const last = name.path.slice(cut + 1);
  if (!isSboTerm(last) && !uncertaintyNamed(last)) return undefined;
  return { owner: { path: name.path.slice(0, cut), range: name.range }, last };
}

/** `S1.sboTerm = 247`, `k.mean = 3`, `k.range = {2, 3}`. */
export function assignProperty(
  draft: Draft,
  bearer: Bearer | undefined,
  target: Name,
  last: string,
  values: readonly Expression[],
  scope: string,
): void {
  if (!bearer) return;
  const what = target.path;
  const kind = uncertaintyNamed(last);
  if (kind) {
    const scoped = values.map((value) => draft.names.inScope(value, scope));
    const done = stateUncertainty(bearer.annotated ?? {}, kind, scoped);
    settle(draft, bearer, done, what, target.range);
    return;
  }
  const [value] = values;
  const term = value?.kind === "number" && value.unit === undefined ? value.value : Number.NaN;
  if (values.length === 1 && Number.isInteger(term) && term >= 0 && term <= 9_999_999)
    bearer.set({ ...bearer.annotated, sboTerm: term });
  else
    draft.sink.add(
      "CH1118",
      { what, cause: "it takes a number such as SBO:0000247" },
      target.range,
    );
}

/** `k.distribution is "http://..."`. */
export function defineProperty(
  draft: Draft,
  bearer: Bearer | undefined,
  target: Name,
  last: string,
  text: string,
): void {
  const kind = uncertaintyNamed(last);
  if (bearer && kind) bearer.set(defineUncertainty(bearer.annotated ?? {}, kind, text));
  else if (bearer) {
    const cause = "it takes a number such as SBO:0000247";
    draft.sink.add("CH1118", { what: target.path, cause }, target.range);
  }
}
