// The Antimony pack of independent cases (libAntimony's own tests, BSD-3), where it is at hand: set
// CHONDRON_CASES to its folder. Texts must be refused where libAntimony refuses them; the others
// are read to the same components as its SBML has, or refused by the name of what is unsupported.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { writeSbml } from "../sbml/write.js";
import { parseAntimony } from "./parse-antimony.js";

const folder = process.env.CHONDRON_CASES ?? "../shared/conformance";
const pack = join(folder, "antimony.tar.gz");
const present = existsSync(pack);
if (!present) console.info(`Antimony cases skipped: there is no ${pack}.`);

/** Files of a tar archive: 512-byte headers with name at 0 and octal size at 124 (POSIX ustar). */
function untar(bytes: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const field = (from: number, length: number): string =>
      bytes.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const name = [field(345, 155), field(0, 100)].filter(Boolean).join("/");
    found.set(
      name.replace(/^.*?antimony\//, ""),
      bytes.toString("utf8", at + 512, at + 512 + size),
    );
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

const files = present ? untar(gunzipSync(readFileSync(pack))) : new Map<string, string>();

interface Case {
  readonly antimony: string;
  readonly xml?: string;
}

function cases(name: string): Case[] {
  return JSON.parse(files.get(name) ?? "[]") as Case[];
}

const components = "compartment|species|parameter|reaction|event|functionDefinition|unitDefinition";

/**
 * What an SBML text holds, as sorted tags without metaid and SBO term. Values and truth values of
 * attributes stay, so that defaults are compared too.
 */
function outline(sbml: string): string[] {
  const tags = sbml.match(
    new RegExp(`<(?:${components}|\\w+Rule|initialAssignment|trigger) [^>]*`, "g"),
  );
  return (tags ?? []).map((tag) => normalised(tag)).sort();
}

function normalised(tag: string): string {
  const [name, ...attributes] = tag
    .replace(/\/$/, "")
    .trim()
    .split(/\s+(?=\w+=)/);
  const kept = attributes.filter((one) => !/^(metaid|sboTerm)=/.test(one));
  return [name, ...kept.sort()].join(" ");
}

describe.skipIf(!present)("cases of libAntimony", () => {
  test.each(cases("must-reject.json"))("$antimony is refused", ({ antimony }) => {
    const { model, diagnostics } = parseAntimony(antimony);
    expect(model).toBeUndefined();
    expect(diagnostics[0]?.range?.line).toBeGreaterThan(0);
  });

  // Written differently on purpose: model units stay definitions, a := rule of a number does not
  // become a value as well, and algebraic rules have no id.
  const differs = new Set(["global_units.xml", "assignmentRule.xml", "algrule.xml"]);
  const flat = cases("strings.json").filter(({ xml = "" }) => {
    const expected = files.get(`pairs/${xml}`) ?? "";
    return !differs.has(xml) && expected !== "" && !expected.includes("comp:submodel");
  });
  test.each(flat)("$antimony", ({ antimony, xml }) => {
    const { model, diagnostics } = parseAntimony(antimony);
    if (!model) {
      for (const { code } of diagnostics) expect(code).toBe("CH1008");
      return;
    }
    expect(outline(writeSbml(model))).toEqual(outline(files.get(`pairs/${xml}`)!));
  });

  test("most texts are read, so that the refusals above hide nothing", () => {
    const read = flat.filter(({ antimony }) => parseAntimony(antimony).model);
    expect(read.length).toBeGreaterThanOrEqual(25);
  });
});
