// Faulty files: each is refused with its code and its place, and none throws.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { formatDiagnostic } from "@chondron/model";
import { describe, expect, it } from "vitest";
import { kneeFolder } from "./index.js";
import { readDisease } from "./read-disease.js";

type Change = (text: string) => string;

function readWith(changed: string, change: Change): { ok: boolean; found: string[] } {
  const readText = (path: string) => {
    const text = readFileSync(new URL(path, kneeFolder), "utf8");
    return path === changed ? change(text) : text;
  };
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const { disease, diagnostics } = readDisease({ readText, sha256, version: "0" });
  return { ok: disease !== undefined, found: diagnostics.map(formatDiagnostic) };
}

const cut: Change = () => "";

describe("readDisease", () => {
  it("reads the files as shipped", () => {
    expect(readWith("", cut)).toEqual({ ok: true, found: [] });
  });

  it.each<[string, string, Change, RegExp]>([
    ["an empty table", "parameters.tsv", cut, /^parameters\.tsv:1:1 CH5002 .*"id"/],
    [
      "a row with a cell too few",
      "outcomes.tsv",
      (text) => text.replace("\tWOMPAIN\t", "\t"),
      /^outcomes\.tsv:2:1 CH5003 .* 13 cells, the table 14/,
    ],
    [
      "a word for a number",
      "covariates.tsv",
      (text) => text.replace("\t45\t80\t", "\tforty\t80\t"),
      /^covariates\.tsv:3:1 CH5004 .*low of "age" is "forty"/,
    ],
    [
      "a grade that is none",
      "parameters.tsv",
      (text) => text.replace("\tD\tdefinition", "\tE\tdefinition"),
      /^parameters\.tsv:2:1 CH5005 .*grade of "day_per_year" is "E".*A, B, C, D/,
    ],
    [
      "broken YAML",
      "therapies.yaml",
      (text) => text.replace("- id: ev", "- id: [ev"),
      /^therapies\.yaml:\d+:\d+ CH5014/,
    ],
    [
      "a therapy without a context",
      "therapies.yaml",
      (text) => text.replace("  context: 1\n", ""),
      /^therapies\.yaml:\d+:\d+ CH5015 .*document\[0\]\.context is missing or not a number/,
    ],
    [
      "a model text that cannot be parsed",
      "model/bone.ant",
      (text) => text.replace("OC' =", "OC' = ="),
      /^model\/bone\.ant:\d+:\d+ CH1/,
    ],
    [
      "a value changed in the text alone",
      "model/cartilage.ant",
      (text) => text.replace("m_w = 1.3", "m_w = 1.4"),
      /CH5009 .*value of "m_w" is 1\.3 in the table and 1\.4/,
    ],
  ])("refuses %s", (_, file, change, expected) => {
    const { ok, found } = readWith(file, change);
    expect(ok).toBe(false);
    expect(
      found.some((text) => expected.test(text)),
      found.join("\n"),
    ).toBe(true);
  });
});
