// Texts in quotation marks and lists that fit a line.

import type { Limits } from "./limits.js";

/** In quotation marks, or between triple backquotes where it holds new lines or quotation marks. */
export function quoted(text: string): string {
  return /["\r\n]/.test(text) ? `\`\`\`${text}\`\`\`` : `"${text}"`;
}

/** The text, or one that can be quoted. */
export function sayableText(text: string, id: string, limits: Limits): string {
  if (!/["\r\n]/.test(text) || !text.includes("`")) return text;
  limits.sayOtherwise("backquotes in a text as apostrophes", id);
  return text.replaceAll("`", "'");
}

const width = 80;

/** `word a, b, c;` as statements that fit lines. */
export function statementLists(word: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    if (line !== "" && word.length + line.length + item.length + 4 > width) {
      lines.push(`${word} ${line};`);
      line = "";
    }
    line = line === "" ? item : `${line}, ${item}`;
  }
  return line === "" ? lines : [...lines, `${word} ${line};`];
}
