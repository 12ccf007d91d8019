import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDiagnostic } from "../diagnostics/diagnostic.js";
import { readModelFile } from "./read-model.js";

const files: Readonly<Record<string, string>> = {
  "main.ant": 'import "parts/a.ant"\nimport "b.ant"\nx = 2*y',
  "parts/a.ant": 'import "../b.ant"\nimport "c.ant"\ny = 3',
  "b.ant": "z = 4",
  "parts/c.ant": "w = 5",
  "lost.ant": 'import "nowhere.ant"\nx = 1',
  "ring.ant": 'import "parts/ring.ant"\nx = 1',
  "parts/ring.ant": 'import "../ring.ant"',
};

describe("readModelFile", () => {
  let folder = "";
  const at = (name: string): string => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "chondron-model-"));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("follows imports relative to the importing file, each file once", () => {
    const { model, diagnostics, sources } = readModelFile(at("main.ant"), { modelId: "demo" });
    expect(diagnostics).toEqual([]);
    expect(model?.id).toBe("demo");
    expect(model?.parameters.map(({ id }) => id)).toEqual(["z", "w", "y", "x"]);
    expect([...sources.keys()]).toEqual(
      ["main.ant", "parts/a.ant", "b.ant", "parts/c.ant"].map(at),
    );
  });

  test.each([
    [
      "none.ant",
      'CH6001 error: cannot read "none.ant": there is no such file. Check the path and its permissions.',
    ],
    [
      "parts",
      'CH6001 error: cannot read "parts": it is a folder. Check the path and its permissions.',
    ],
    [
      "lost.ant",
      'lost.ant:1:1 CH1101 error: cannot import "nowhere.ant": there is no such file. Check the path; it is taken relative to the importing file.',
    ],
    [
      "ring.ant",
      "parts/ring.ant:1:1 CH1102 error: files import each other: ring.ant -> parts/ring.ant -> ring.ant. Remove one of these imports.",
    ],
  ])("%s gives a diagnostic", (name, message) => {
    const { model, diagnostics } = readModelFile(at(name));
    expect(model).toBeUndefined();
    expect(
      diagnostics.map((found) => formatDiagnostic(found).replaceAll(`${folder}/`, "")),
    ).toEqual([message]);
  });
});
