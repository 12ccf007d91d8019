// XML text, two spaces a level, attributes in the order given. Written by hand because SBML needs
// elements and attributes alone, and because equal models must give equal bytes.

export type AttributeValue = string | number | boolean | undefined;

export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [string, AttributeValue])[];
  readonly content: readonly XmlContent[];
}

/** An element, text that stays on its element's line, or text that is XML already. */
export type XmlContent = XmlElement | string | { readonly raw: string };

/** An element; attributes without a value are left out, and so are empty places in the content. */
export function xml(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  content: readonly (XmlContent | undefined)[] = [],
): XmlElement {
  const present = content.filter((part) => part !== undefined);
  return { name, attributes: Object.entries(attributes), content: present };
}

/** A list element, or nothing where it would be empty. */
export function xmlList(name: string, content: readonly XmlElement[]): XmlElement | undefined {
  return content.length === 0 ? undefined : xml(name, {}, content);
}

/** The document with its declaration, lines ended by LF. */
export function printXml(root: XmlElement): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  printElement(root, "", lines);
  return `${lines.join("\n")}\n`;
}

function printElement(element: XmlElement, indent: string, lines: string[]): void {
  const tag = element.name + element.attributes.map(printAttribute).join("");
  if (element.content.length === 0) lines.push(`${indent}<${tag}/>`);
  else if (!element.content.every(isElement)) lines.push(`${indent}${inline(element)}`);
  else {
    lines.push(`${indent}<${tag}>`);
    for (const part of element.content) printElement(part, `${indent}  `, lines);
    lines.push(`${indent}</${element.name}>`);
  }
}

function isElement(part: XmlContent): part is XmlElement {
  return typeof part !== "string" && "name" in part;
}

function inline(element: XmlElement): string {
  const tag = element.name + element.attributes.map(printAttribute).join("");
  const inner = element.content.map((part) => {
    if (typeof part === "string") return escapeXml(part);
    return isElement(part) ? inline(part) : part.raw;
  });
  return inner.length === 0 ? `<${tag}/>` : `<${tag}>${inner.join("")}</${element.name}>`;
}

function printAttribute([name, value]: readonly [string, AttributeValue]): string {
  return value === undefined ? "" : ` ${name}="${escapeXml(attributeText(value))}"`;
}

/** Numbers as xsd:double writes them. */
function attributeText(value: string | number | boolean): string {
  if (value === Number.POSITIVE_INFINITY) return "INF";
  if (value === Number.NEGATIVE_INFINITY) return "-INF";
  return Object.is(value, -0) ? "-0" : String(value);
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

// Control characters and lone surrogates, which no XML 1.0 document may hold.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what it finds
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function escapeXml(text: string): string {
  return text
    .replaceAll(forbidden, "\ufffd")
    .replaceAll(/[&<>"\t\n\r]/g, (character) => references[character]!);
}
