// The models of the SBML Test Suite 3.4.0 (LGPL-2.1+) in every level and of BioModels, where the
// packs are at hand: each is read, passes the checks, and is the same after writing and reading.
// Flux balance problems alone are refused.

import { dirname, join } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { checkModel } from "../../check.js";
import { type Diagnostic, formatDiagnostic } from "../../diagnostics/diagnostic.js";
import { writeSbml } from "../write.js";
import { filesOfPack } from "./case-pack.test.support.js";
import { readSbml } from "./read-sbml.js";
import { equalWithoutRanges } from "./sbml-text.test.support.js";

type Pack = ReadonlyMap<string, Uint8Array>;

function read(pack: Pack, file: string): ReturnType<typeof readSbml> {
  const resolve = (source: string, from: string): { file: string; text: string } | undefined => {
    // Cases 1167 and 1168 of L3V1 name "enzyme_model.xml", which is there with its level.
    const path = [source, source.replace(".xml", "-l3v1.xml")]
      .map((name) => join(dirname(from), name))
      .find((name) => pack.has(name));
    return path === undefined
      ? undefined
      : { file: path, text: new TextDecoder().decode(pack.get(path)) };
  };
  return readSbml(pack.get(file)!, { file, resolve });
}

function errors(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter((found) => found.severity === "error").map(formatDiagnostic);
}

/** Files refused as flux balance problems; every other file must be read and pass the checks. */
function refusedIn(pack: Pack, files: readonly string[], roundTrip: boolean): string[] {
  return files.filter((file) => {
    const { model, diagnostics } = read(pack, file);
    expect(errors(diagnostics)).toEqual([]);
    const refused = checkModel(model!).filter((found) => found.severity === "error");
    const fluxBalance = refused.filter((found) => found.code === "CH1505");
    expect(errors(refused.filter((found) => found.code !== "CH1505"))).toEqual([]);
    if (!roundTrip) return fluxBalance.length > 0;
    const written = writeSbml(model!);
    const again = readSbml(written, { file: "again.xml" });
    expect(errors(again.diagnostics)).toEqual([]);
    const same = equalWithoutRanges(again.model, model);
    expect(same ? "the same" : file).toBe("the same");
    expect(writeSbml(again.model!)).toBe(written);
    return fluxBalance.length > 0;
  });
}

const newest = filesOfPack("sbml-semantic");

describe.skipIf(newest.size === 0)("the semantic suite", () => {
  test("every case is read, checked, written and read again", () => {
    const files = [...newest.keys()].filter((name) => /\d-sbml-l\dv\d\.xml$/.test(name));
    const refused = refusedIn(newest, files, true);
    expect([files.length, refused.length]).toEqual([1453, 27]);
  });
});

const others = filesOfPack("sbml-semantic-otherlevels");

describe.skipIf(others.size === 0)("the semantic suite in older levels", () => {
  test.each(["l1v2", "l2v1", "l2v2", "l2v3", "l2v4", "l2v5", "l3v1"])("%s", (edition) => {
    const counts: Readonly<Record<string, [number, number]>> = {
      l1v2: [227, 0],
      l2v1: [842, 0],
      l2v2: [986, 0],
      l2v3: [986, 0],
      l2v4: [931, 0],
      l2v5: [999, 0],
      l3v1: [1251, 25],
    };
    const files = [...others.keys()].filter((name) => name.endsWith(`-sbml-${edition}.xml`));
    const refused = refusedIn(others, files, false);
    expect([files.length, refused.length]).toEqual(counts[edition]);
  });
});

const biomodels = filesOfPack("biomodels");

describe.skipIf(biomodels.size === 0)("BioModels", () => {
  test("every model is read, checked, written and read again", () => {
    const files = [...biomodels.keys()].filter((name) => name.endsWith(".xml"));
    expect([files.length, refusedIn(biomodels, files, true)]).toEqual([30, []]);
  });
});
