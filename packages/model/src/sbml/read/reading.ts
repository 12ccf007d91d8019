// One reading of one SBML document: its level and version, the diagnostics found so far, and the
// ways to take attributes and children from an element. Faults never stop a reading: they are noted
// and a stand-in is returned, for a document with errors gives no model.

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { DiagnosticCode } from "../../diagnostics/table.js";
import type { XmlElement } from "../xml-tree.js";
import { attributesOf, commonAttributes } from "./attribute-names.js";
import type { Edition } from "./edition.js";
import { parseBoolean, parseDouble, parseInteger } from "./lexical.js";

/** SId of SBML L3V2 section 3.1.7, which is also SName of Level 1. */
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

const everywhere: ReadonlySet<string> = new Set(["notes", "annotation"]);

export class Reading {
  readonly level: number;
  readonly version: number;
  /** Things said once: missing or unknown attributes, packages. */
  private readonly said = new Set<string>();
  private taken: Set<string> | undefined;
  private readonly counters = new Map<string, number>();
  /** Packages that the root speaks of, which packages.ts has dealt with. */
  private readonly declared: ReadonlySet<string>;

  constructor(
    private readonly root: XmlElement,
    readonly edition: Edition,
    readonly sink: DiagnosticSink,
  ) {
    this.level = edition.level;
    this.version = edition.version;
    const packages = root.attributes.filter(({ name }) => name === "required");
    this.declared = new Set(packages.map(({ namespace }) => namespace));
  }

  note(
    element: XmlElement,
    code: DiagnosticCode,
    values: Readonly<Record<string, string | number>> = {},
  ): void {
    this.sink.add(code, values, element.range);
  }

  /** The first of its kind alone: a fault of the tool that wrote the file comes in thousands. */
  noteOnce(
    key: string,
    element: XmlElement,
    code: DiagnosticCode,
    values: Readonly<Record<string, string | number>> = {},
  ): void {
    if (this.said.has(`${code} ${key}`)) return;
    this.said.add(`${code} ${key}`);
    this.note(element, code, values);
  }

  text(element: XmlElement, name: string): string | undefined {
    for (const item of element.attributes)
      if (item.name === name && item.namespace === "") return item.value;
    return undefined;
  }

  /** A required attribute; "" where it is missing. */
  required(element: XmlElement, name: string): string {
    const value = this.text(element, name);
    if (value === undefined)
      this.note(element, "CH1507", { element: element.name, attribute: name });
    return value ?? "";
  }

  number(element: XmlElement, name: string): number | undefined {
    return this.parsed(element, name, "number", parseDouble);
  }

  integer(element: XmlElement, name: string): number | undefined {
    return this.parsed(element, name, "whole number", parseInteger);
  }

  boolean(element: XmlElement, name: string): boolean | undefined {
    return this.parsed(element, name, "truth value (true or false)", parseBoolean);
  }

  /** A truth value that Level 3 requires and that had a default before. */
  flag(element: XmlElement, name: string, otherwise: boolean): boolean {
    return this.defaulted(element, name, this.boolean(element, name), otherwise);
  }

  /** A number that Level 3 requires and that had a default before. */
  measure(element: XmlElement, name: string, otherwise: number): number {
    return this.defaulted(element, name, this.number(element, name), otherwise);
  }

  private defaulted<T extends number | boolean>(
    element: XmlElement,
    attribute: string,
    found: T | undefined,
    otherwise: T,
  ): T {
    if (found !== undefined) return found;
    if (this.level >= 3 && this.text(element, attribute) === undefined) {
      const values = { element: element.name, attribute, value: String(otherwise) };
      this.noteOnce(`${element.name} ${attribute}`, element, "CH1508", values);
    }
    return otherwise;
  }

  private parsed<T>(
    element: XmlElement,
    attribute: string,
    kind: string,
    parse: (text: string) => T | undefined,
  ): T | undefined {
    const text = this.text(element, attribute);
    if (text === undefined) return undefined;
    const value = parse(text.trim());
    if (value === undefined)
      this.note(element, "CH1509", { text, kind, attribute, element: element.name });
    return value;
  }

  /** The id that an element bears: `id`, or `name` in Level 1. Undefined where it has none. */
  optionalId(element: XmlElement): string | undefined {
    return this.checkedId(element, this.idAttribute);
  }

  id(element: XmlElement): string {
    return this.optionalId(element) ?? this.required(element, this.idAttribute);
  }

  /** A required attribute that refers to something by its id. */
  reference(element: XmlElement, name: string): string {
    return this.checkedId(element, name) ?? this.required(element, name);
  }

  optionalReference(element: XmlElement, name: string): string | undefined {
    return this.checkedId(element, name);
  }

  /** The name for readers; Level 1 has ids alone. */
  name(element: XmlElement): { readonly name?: string } {
    const name = this.level === 1 ? undefined : this.text(element, "name");
    return name === undefined ? {} : { name };
  }

  private get idAttribute(): string {
    return this.level === 1 ? "name" : "id";
  }

  private checkedId(element: XmlElement, attribute: string): string | undefined {
    const text = this.text(element, attribute)?.trim();
    if (text === undefined) return undefined;
    if (!identifier.test(text))
      this.note(element, "CH1510", { text, attribute, element: element.name });
    return text;
  }

  /** An id that nothing in the document bears: `base` with the next number that is free. */
  unusedId(base: string): string {
    this.taken ??= idsOf(this.root);
    let number = this.counters.get(base) ?? 0;
    while (this.taken.has(`${base}${number}`)) number += 1;
    this.counters.set(base, number + 1);
    return `${base}${number}`;
  }

  /**
   * Children of the core by name, in their order. Others are an error, elements of packages
   * excepted: packages are dealt with as a whole (packages.ts).
   */
  children(element: XmlElement, ...names: readonly string[]): XmlElement[] {
    this.checkAttributes(element);
    return element.children.filter((child) => {
      if (child.namespace !== this.edition.namespace && !isMath(child)) return this.foreign(child);
      if (names.includes(child.name)) return true;
      if (!everywhere.has(child.name))
        this.note(child, "CH1506", { name: child.name, parent: element.name });
      return false;
    });
  }

  private foreign(child: XmlElement): boolean {
    if (!this.declared.has(child.namespace)) {
      const name = child.namespace || "no namespace";
      this.noteOnce(name, child, "CH1504", { package: name });
    }
    return false;
  }

  /** At most one child of a name; more are an error. */
  one(children: readonly XmlElement[], parent: XmlElement, name: string): XmlElement | undefined {
    const [first, second] = children.filter((child) => child.name === name);
    if (second) this.note(second, "CH1518", { name, parent: parent.name });
    return first;
  }

  /** The entries of a list element such as `listOfSpecies`. */
  entries(
    children: readonly XmlElement[],
    parent: XmlElement,
    list: string,
    ...names: readonly string[]
  ): XmlElement[] {
    const found = this.one(children, parent, list);
    return found ? this.children(found, ...names) : [];
  }

  private checkAttributes(element: XmlElement): void {
    const known = attributesOf(element.name, this.level);
    for (const { name, namespace } of element.attributes) {
      if (namespace !== "" || known.has(name) || commonAttributes.has(name)) continue;
      const values = { element: element.name, attribute: name };
      this.noteOnce(`${element.name} ${name}`, element, "CH1516", values);
    }
  }
}

function isMath(element: XmlElement): boolean {
  return element.name === "math" && element.namespace === "http://www.w3.org/1998/Math/MathML";
}

function idsOf(root: XmlElement): Set<string> {
  const found = new Set<string>();
  const pending: XmlElement[] = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    for (const { name, value } of element.attributes)
      if (name === "id" || name === "name") found.add(value);
    for (const child of element.children) pending.push(child);
  }
  return found;
}
