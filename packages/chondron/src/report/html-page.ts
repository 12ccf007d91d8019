// The frame of every page that Chondron writes: one file, no scripts, no network, nothing that moves;
// a banner, the content, a footer. Same content, same bytes.

import { element, text } from "../charts/markup.js";
import { styleSheet } from "./style-sheet.js";

/** CSP that lets the page read itself and nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export interface HtmlPage {
  readonly title: string;
  /** Version of Chondron. */
  readonly version: string;
  /** Where the link for those who skip the banner leads, in words. */
  readonly skip: string;
  readonly banner: string;
  /** Markup of the content. */
  readonly content: readonly string[];
  readonly footer: string;
  /** Rules beside the common style sheet. */
  readonly style?: string;
}

/** The whole file. */
export function htmlPage(page: HtmlPage): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("meta", { name: "generator", content: `Chondron ${page.version}` }),
    element("title", {}, text(page.title)),
    element("style", {}, styleSheet + (page.style ?? "")),
  );
  const body = element(
    "body",
    {},
    element("a", { class: "skip", href: "#main" }, text(page.skip)),
    element(
      "p",
      { class: "banner" },
      element("span", { class: "mark" }, "Chondron"),
      text(` ${page.banner}`),
    ),
    element("main", { id: "main" }, ...page.content),
    element("footer", {}, text(page.footer)),
  );
  return `<!doctype html>\n${element("html", { lang: "en" }, head, body)}\n`;
}

/** Links to the sections there are, read from their own headings. */
export function contents(title: string, sections: readonly string[]): string {
  const links = sections.flatMap((markup) => {
    const found = /^<section id="([^"]+)"[^>]*><h2[^>]*>([^<]*)</.exec(markup);
    return found ? [element("li", {}, `<a href="#${found[1]}">${found[2]}</a>`)] : [];
  });
  return element(
    "nav",
    { "aria-labelledby": "contents-title" },
    element("h2", { id: "contents-title" }, text(title)),
    element("ol", {}, ...links),
  );
}
