// Annotations and uncertainty as statements.

import type { Annotated, Annotation, Creator, UncertaintyKind } from "../../annotation.js";
import { isInterval } from "../../uncertainty-kinds.js";
import { wordOf } from "../annotation-words.js";
import { formula } from "./formula-text.js";
import type { Limits } from "./limits.js";
import { quoted, sayableText } from "./text.js";

/** Statements about what `subject` names: an element, or `model` inside it. */
export function annotationStatements(
  subject: string,
  { sboTerm, annotation = {}, uncertainty = [] }: Annotated,
  limits: Limits,
): string[] {
  const lines = sboTerm === undefined ? [] : [`${subject}.sboTerm = ${sboTerm};`];
  lines.push(...termStatements(subject, annotation, limits));
  for (const [word, dates] of datesOf(annotation))
    lines.push(`${subject} ${word} ${dates.map(quoted).join(", ")};`);
  annotation.creators?.forEach((creator, i) => {
    lines.push(...creatorStatements(`${subject} creator${i + 1}`, creator, subject, limits));
  });
  if (annotation.notes !== undefined)
    lines.push(`${subject} notes ${quoted(sayableText(annotation.notes, subject, limits))};`);
  const kinds = new Set<UncertaintyKind>();
  for (const { kind, values, definition } of uncertainty) {
    if (kinds.has(kind)) {
      limits.leaveOut("a second uncertainty of one kind", subject);
      continue;
    }
    kinds.add(kind);
    const texts = values.map(formula);
    const pair = isInterval(kind) || values.length === 2;
    if (values.length > 0)
      lines.push(`${subject}.${kind} = ${pair ? `{${texts.join(", ")}}` : texts[0]};`);
    if (definition !== undefined) lines.push(`${subject}.${kind} is ${quoted(definition)};`);
  }
  return lines;
}

function datesOf({ created, modified = [] }: Annotation): [string, readonly string[]][] {
  const found: [string, readonly string[]][] = [];
  if (created !== undefined) found.push(["created", [created]]);
  if (modified.length > 0) found.push(["modified", modified]);
  return found;
}

function termStatements(subject: string, { terms = [] }: Annotation, limits: Limits): string[] {
  return terms.flatMap(({ qualifier, resources }) => {
    const word = wordOf(qualifier);
    if (word === undefined) limits.leaveOut(`the annotation ${qualifier}`, subject);
    const texts = resources.filter((text) => !/["\r\n]/.test(text)).map(quoted);
    return word === undefined || texts.length === 0
      ? []
      : [`${subject} ${word} ${texts.join(", ")};`];
  });
}

function creatorStatements(
  subject: string,
  creator: Creator,
  id: string,
  limits: Limits,
): string[] {
  const parts = Object.entries(creator) as [keyof Creator, string][];
  return parts.map(
    ([part, text]) => `${subject}.${part} ${quoted(sayableText(text, id, limits))};`,
  );
}
