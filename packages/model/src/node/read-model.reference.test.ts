import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDiagnostic } from "../diagnostics/diagnostic.js";
import { readModelFile } from "./read-model.js";

const sbml = (content: string, comp = ""): string =>
  `<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2" ${comp}>${content}</sbml>`;
const comp =
  'xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true"';

const files: Readonly<Record<string, string>> = {
  "model.xml": sbml('<model id="a"/>'),
  "sbml.txt": `\n  ${sbml('<model id="a"/>')}`,
  "empty.xml": "",
  "whole.xml": sbml(
    `<comp:listOfExternalModelDefinitions><comp:externalModelDefinition comp:id="E" comp:source="parts/part.xml"/>
    </comp:listOfExternalModelDefinitions>
    <model id="a"><comp:listOfSubmodels><comp:submodel comp:id="A" comp:modelRef="E"/></comp:listOfSubmodels></model>`,
    comp,
  ),
  "parts/part.xml": sbml(
    '<model id="b"><listOfParameters><parameter id="p" value="1" constant="true"/></listOfParameters></model>',
  ),
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

  test.each(["model.xml", "sbml.txt"])("%s is SBML by its first character", (name) => {
    const { model, diagnostics } = readModelFile(at(name));
    expect(diagnostics).toEqual([]);
    expect(model?.id).toBe("a");
  });

  test("an SBML model takes its parts from the files beside it", () => {
    const { model, diagnostics, sources } = readModelFile(at("whole.xml"));
    expect(diagnostics).toEqual([]);
    expect(model?.parameters.map(({ id }) => id)).toEqual(["A__p"]);
    expect([...sources.keys()]).toEqual(["whole.xml", "parts/part.xml"].map(at));
  });

  test("bytes that are no UTF-8 are refused, UTF-16 with them", () => {
    writeFileSync(at("latin.xml"), Buffer.from("<a>\u00e9</a>", "latin1"));
    writeFileSync(at("wide.xml"), Buffer.from("\ufeff<a/>", "utf16le"));
    for (const name of ["latin.xml", "wide.xml"])
      expect(readModelFile(at(name)).diagnostics.map((found) => found.code)).toEqual(["CH1402"]);
  });

  test.each([
    [
      "empty.xml",
      "empty.xml:1:1 CH1401 error: this is not well-formed XML: document must contain a root element. Correct the text here, or write the file again with the tool that made it.",
    ],
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
