// A figure: the finding as its title, one sentence of reading, the picture, and below it n, source
// and seed with the data one click away.

import { element, text } from "../charts/markup.js";
import { unbroken } from "./format.js";

export interface Figure {
  readonly id: string;
  /** States the finding. */
  readonly title: string;
  readonly reading: string;
  /** One picture for a page's width and, where text would become too small, one for a phone. */
  readonly wide: string;
  readonly narrow?: string;
  readonly caption: string;
  readonly data?: string;
}

export function figure(value: Figure): string {
  const pictures =
    value.narrow === undefined
      ? value.wide
      : element("div", { class: "only-wide" }, value.wide) +
        element("div", { class: "only-narrow" }, value.narrow);
  return element(
    "figure",
    { id: value.id },
    element("h3", {}, text(value.title)),
    element("p", { class: "reading" }, text(unbroken(value.reading))),
    element("div", { class: "picture" }, pictures),
    element("figcaption", {}, text(unbroken(value.caption))),
    value.data ?? "",
  );
}

export function section(id: string, title: string, ...content: readonly string[]): string {
  return element(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    element("h2", { id: `${id}-title` }, text(title)),
    ...content,
  );
}

export function paragraph(words: string, className?: string): string {
  return words === "" ? "" : element("p", { class: className }, text(unbroken(words)));
}

export function bulletList(items: readonly string[]): string {
  if (items.length === 0) return "";
  return element("ul", {}, ...items.map((item) => element("li", {}, text(item))));
}

/** Pairs of a name and its value. */
export function definitions(pairs: readonly (readonly [string, string])[]): string {
  const rows = pairs.flatMap(([name, value]) => [
    element("dt", {}, text(name)),
    element("dd", {}, text(value)),
  ]);
  return element("dl", {}, ...rows);
}
