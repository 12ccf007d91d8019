// The order of flattening does not matter: a hierarchy flattened as a whole means the same as one
// whose inner models were flattened first. It holds for every conversion and replacement that
// reaches one level down, and finds factors that are lost, repeated or applied in the wrong model.

import { expect, test } from "vitest";
import { parseXml } from "../xml/parse-xml.js";
import type { XmlElement } from "../xml-tree.js";
import { composed, parameters, replacedBy, replaces } from "./composed.test.fixture.js";
import { flattenComp } from "./flatten-comp.js";
import { compNamespace, coreAttribute } from "./vocabulary.js";

/** Numbers in [0, 1) from a seed (Park and Miller 1988). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

class RandomModel {
  constructor(private readonly random: () => number) {}

  /** A model; `inner` is the model of its submodel A, or nothing. */
  write(inner: string | undefined): string {
    const { submodel, statements } = this.submodel(inner);
    const by = (id: string) => statements.get(id) ?? "";
    const variables = ["x", "y", "z"].map((id) => `${id}=${this.integer(9)} ${by(id)}`);
    return `<listOfCompartments><compartment id="C" size="1" constant="true"/></listOfCompartments>
<listOfSpecies><species id="S" compartment="C" initialAmount="1" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false">${by("S")}</species></listOfSpecies>
${parameters(...variables, "c=2", "t=3", "e=5")}
<listOfInitialAssignments><initialAssignment symbol="x">[[${this.formula()}]]</initialAssignment></listOfInitialAssignments>
<listOfRules><rateRule variable="y">[[${this.formula()}]]</rateRule><assignmentRule variable="z">[[${this.formula()}]]</assignmentRule></listOfRules>
<listOfReactions><reaction id="J" reversible="false"><listOfReactants><speciesReference species="S" stoichiometry="1" constant="true"/></listOfReactants><kineticLaw>[[${this.formula()}]]</kineticLaw>${by("J")}</reaction></listOfReactions>
${submodel}`;
  }

  private submodel(inner: string | undefined): {
    submodel: string;
    statements: Map<string, string>;
  } {
    const statements = new Map<string, string>();
    if (inner === undefined) return { submodel: "", statements };
    for (const id of ["x", "y", "z", "S", "J"]) {
      const factor = id === "J" || this.random() < 0.5 ? "" : ' comp:conversionFactor="c"';
      const kind = this.random();
      if (kind < 0.4) statements.set(id, replaces(`A.${id}${factor}`));
      else if (kind < 0.6) statements.set(id, replacedBy(`A.${id}`));
    }
    const time = this.random() < 0.5 ? 'comp:timeConversionFactor="t"' : "";
    const extent = this.random() < 0.5 ? 'comp:extentConversionFactor="e"' : "";
    const submodel = `<comp:listOfSubmodels><comp:submodel comp:id="A" comp:modelRef="${inner}" ${time} ${extent}/></comp:listOfSubmodels>`;
    return { submodel, statements };
  }

  private formula(depth = 2): string {
    const choice = this.random();
    if (depth === 0 || choice < 0.2) return this.pick(["x", "y", "z", "S", "J", "time", "7"]);
    if (choice < 0.3) return `delay(${this.pick(["x", "S"])}, ${this.formula(0)})`;
    const operator = this.pick(["+", "-", "*", "/"]);
    return `(${this.formula(depth - 1)} ${operator} ${this.formula(depth - 1)})`;
  }

  private pick(items: readonly string[]): string {
    return items[Math.floor(this.random() * items.length)]!;
  }

  private integer(below: number): number {
    return 1 + Math.floor(this.random() * below);
  }
}

function tree(text: string): XmlElement {
  return parseXml(text, { file: "main.xml" }).root!;
}

function flat(root: XmlElement): XmlElement {
  const found = flattenComp(root, { file: "main.xml", resolve: () => undefined });
  expect(found.diagnostics).toEqual([]);
  return found.root!;
}

function modelOf(root: XmlElement): XmlElement {
  return root.children.find((child) => child.name === "model")!;
}

/** The document with model definitions put behind its model. */
function withDefinitions(root: XmlElement, models: ReadonlyMap<string, XmlElement>): XmlElement {
  const definitions = [...models].map(([id, model]) => ({
    ...model,
    name: "modelDefinition",
    namespace: compNamespace,
    attributes: [{ name: "id", namespace: "", value: id }],
  }));
  const list = { ...root, name: "listOfModelDefinitions", namespace: compNamespace };
  return {
    ...root,
    children: [...root.children, { ...list, attributes: [], children: definitions }],
  };
}

/** Every element of a flat model, with what its formula comes to. */
function valuesOf(root: XmlElement): string[] {
  const found: string[] = [];
  const visit = (element: XmlElement, owner: string): void => {
    const own = ["id", "symbol", "variable"].map((name) => coreAttribute(element, name));
    const path = `${owner}/${element.name} ${own.find((id) => id !== undefined) ?? ""}`;
    const math = element.children.find((child) => child.name === "math");
    found.push(math ? `${path} = ${evaluate(math.children[0]!).toPrecision(9)}` : path);
    for (const child of element.children) if (child.name !== "math") visit(child, path);
  };
  visit(modelOf(root), "");
  return found.sort();
}

/** Every symbol has a value of its own, made from its name; delays mix their two arguments. */
function evaluate(node: XmlElement): number {
  if (node.name === "cn") return Number(node.text);
  if (node.name === "ci" || node.name === "csymbol") return valueOfName(node.text.trim());
  const [head, ...operands] = node.children;
  const values = operands.map(evaluate);
  const [first = 0, second] = values;
  switch (head!.name) {
    case "plus":
      return values.reduce((sum, value) => sum + value, 0);
    case "times":
      return values.reduce((product, value) => product * value, 1);
    case "minus":
      return second === undefined ? -first : first - second;
    case "divide":
      return first / second!;
    default:
      return Math.sin(first) + 0.1 * second!;
  }
}

function valueOfName(name: string): number {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)!) % 1009;
  return 0.5 + hash / 1009;
}

test("a hierarchy means the same whichever part is flattened first", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const random = new RandomModel(generator(seed * 7919));
    const leaf = tree(composed(random.write(undefined)));
    const middle = tree(composed(random.write("leaf")));
    const main = tree(composed(random.write("middle")));
    const leaves = new Map([["leaf", modelOf(leaf)]]);
    const whole = flat(withDefinitions(main, new Map([...leaves, ["middle", modelOf(middle)]])));
    const inner = modelOf(flat(withDefinitions(middle, leaves)));
    const stepwise = flat(withDefinitions(main, new Map([["middle", inner]])));
    expect(valuesOf(stepwise), `seed ${seed}`).toEqual(valuesOf(whole));
  }
});
