// Modules in modules, after the examples of the Antimony tutorial, section "Modules".

import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../diagnostics/diagnostic.js";
import { printFormula } from "../formula/print.js";
import type { Model, SpeciesReference } from "../model.js";
import { parseAntimony } from "./parse-antimony.js";

function parse(text: string, files: Record<string, string> = {}): Model {
  const resolveImport = (target: string) => {
    const found = files[target];
    return found === undefined ? { cause: "no such file" } : { file: target, text: found };
  };
  const { model, diagnostics } = parseAntimony(text, { resolveImport });
  if (!model) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return model;
}

/** Reactions as `id: reactants -> products; rate`. */
function reactions(model: Model): string[] {
  const side = (parts: readonly SpeciesReference[]) =>
    parts.map((part) => part.species).join(" + ");
  return model.reactions.map(
    ({ id, reactants, products, kineticLaw }) =>
      `${id}: ${side(reactants)} -> ${side(products)}; ${kineticLaw ? printFormula(kineticLaw.expression) : ""}`,
  );
}

const sideReaction = `
model side_reaction(S, k1)
  J0: S + E -> SE; k1*k2*S*E - k2*SE;
  S = 5; E = 3; SE = E + S; k1 = 1.2; k2 = 0.4;
end
`;

describe("submodels", () => {
  test("keep their elements apart, joined by two underscores", () => {
    const model = parse(
      "model a\n S + E -> ES;\nend\nmodel b\n A: a(); A.S = 3\nend\nmodel c\n A: a(); C: b()\nend",
    );
    expect(reactions(model)).toEqual([
      "A___J0: A__S + A__E -> A__ES; ",
      "C__A___J0: C__A__S + C__A__E -> C__A__ES; ",
    ]);
    expect(model.species.find(({ id }) => id === "C__A__S")?.initialConcentration).toBe(3);
  });

  test("without a name are _sys0, _sys1, ...", () => {
    const model = parse("model a\n x = 3\nend\nmodel b\n a()\n a()\nend");
    expect(model.parameters.map(({ id }) => id)).toEqual(["_sys0__x", "_sys1__x"]);
  });

  test("share what is synchronised, under the second name, and the outer value wins", () => {
    const model = parse(`${sideReaction}
      model full
        var species S; S = 7
        A: side_reaction(); A.S is S
        B: side_reaction(); B.S is S
        B.k1 = 2.4; B.E = 10
        B.J0 = B.k1*S
      end`);
    expect(reactions(model)).toEqual([
      "A__J0: S + A__E -> A__SE; A__k1*A__k2*S*A__E - A__k2*A__SE",
      "B__J0: S + B__E -> B__SE; B__k1*S",
    ]);
    const initial = Object.fromEntries(model.species.map((s) => [s.id, s.initialConcentration]));
    expect(initial).toEqual({ S: 7, A__E: 3, A__SE: undefined, B__E: 10, B__SE: undefined });
    expect(
      model.initialAssignments.map(({ symbol, expression }) => [symbol, printFormula(expression)]),
    ).toEqual([
      ["A__SE", "A__E + S"],
      ["B__SE", "B__E + S"],
    ]);
  });

  test("take names or values through their ports", () => {
    const model = parse(`${sideReaction}
      model full
        A: side_reaction(spec2, k2)
        B: side_reaction(spec2, 9)
        k2 = 8
      end`);
    const values = Object.fromEntries(model.parameters.map(({ id, value }) => [id, value]));
    expect(values).toEqual({ k2: 8, A__k2: 0.4, B__k1: 9, B__k2: 0.4 });
    expect(model.species.map(({ id }) => id)).toContain("spec2");
    expect(model.species.find(({ id }) => id === "spec2")?.initialConcentration).toBe(5);
  });

  test("synchronisation renames within one model too", () => {
    expect(reactions(parse("A -> B;\nA is ABA;\nB is ABA8OH;"))).toEqual(["_J0: ABA -> ABA8OH; "]);
  });

  test("share one default compartment and keep their own ones", () => {
    const text =
      "model foo\n species x\nend\nmodel bar\n species y in C\nend\nmodel baz\n A: bar()\n B: foo()\nend";
    expect(parse(text).compartments.map(({ id }) => id)).toEqual(["default_compartment", "A__C"]);
  });

  test("keep the plain name of a unit where it is free", () => {
    const model = parse(`
      model a\n unit u = 3 mole; x = 1 u\nend
      model b\n unit u = 4 mole; y = 1 u\nend
      model c\n A: a()\n B: b()\n C: a()\nend`);
    expect(model.unitDefinitions.map(({ id }) => id)).toEqual(["u", "B__u"]);
    expect(model.parameters.map(({ id, unit }) => [id, unit])).toEqual([
      ["A__x", "u"],
      ["B__y", "B__u"],
      ["C__x", "u"],
    ]);
  });
});

describe("imports", () => {
  test("bring modules, and bare declarations for __main, as if pasted", () => {
    const model = parse('import "a.ant"\nimport "b.ant"\nA: part(); y = 2*x; x = 4', {
      "a.ant": 'import "b.ant"\nx = 3; var x',
      "b.ant": "model part()\n p = 1\nend\nz = 5",
    });
    expect(model.id).toBe("__main");
    expect(model.parameters.map(({ id, value }) => [id, value])).toEqual([
      ["z", 5],
      ["x", 4],
      ["A__p", 1],
      ["y", undefined],
    ]);
  });
});
