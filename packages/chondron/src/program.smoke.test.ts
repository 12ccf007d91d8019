// The command line from outside: exit codes, texts, streams, and JSON that parses.

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { kneeFolder } from "@chondron/knee";
import { describe, expect, test } from "vitest";
import { collectingTerminal } from "./command/collecting-terminal.test.data.js";
import type { Terminal } from "./command/terminal.js";
import { runProgram } from "./program.js";

const folder = mkdtempSync(join(tmpdir(), "chondron-cli-"));
const protocol = fileURLToPath(new URL("protocols/ev-msc-saline.yaml", kneeFolder));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const decay = file(
  "decay.ant",
  `model decay
  compartment cell = 1;
  species x in cell;
  k = 0.5; x = 2;
  J: x -> ; k*x;
end
`,
);
const pole = file("pole.ant", "model pole\n  y = 1;\n  y' = y*y;\nend\n");

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

async function chondron(
  typed: readonly string[],
  changes: Partial<Terminal> = {},
): Promise<Outcome> {
  const terminal = collectingTerminal(typed, changes);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

const usual = ["simulate", decay, "--end", "4", "--steps", "2"];

describe("wrong usage ends with 2 and says what to try", () => {
  test.each<[string, string[], RegExp]>([
    ["no command", [], /CH6003 error: no command given\. Run "chondron --help"/],
    ["unknown command", ["simulte"], /unknown command "simulte" \(Did you mean simulate\?\)/],
    [
      "unknown option",
      [...usual, "--stepz"],
      /unknown option "--stepz".*"chondron simulate --help"/,
    ],
    ["missing option", ["simulate", decay, "--end", "4"], /required option "--steps <count>" not/],
    ["missing argument", ["check"], /missing required argument "model"/],
    ["too many arguments", ["check", decay, decay], /too many arguments/],
    [
      "bad number",
      [...usual, "--rtol", "small"],
      /--rtol is "small", which is not a number above 0/,
    ],
    ["negative number", [...usual, "--atol=-1"], /--atol is "-1"/],
    ["hexadecimal", [...usual, "--start", "0x10"], /--start is "0x10", which is not a number/],
    [
      "fractional count",
      ["simulate", decay, "--end", "4", "--steps", "2.5"],
      /a whole number from 1/,
    ],
    ["seed out of range", ["trial", protocol, "--seed", "4294967296"], /--seed is "4294967296"/],
    ["malformed setting", [...usual, "--set", "k"], /CH6005 error: option --set is "k"/],
    [
      "end before start",
      ["simulate", decay, "--end", "1", "--start", "1", "--steps", "2"],
      /CH6008/,
    ],
    [
      "unknown method",
      [...usual, "--method", "euler"],
      /CH6014 error: unknown method "euler"\. Choose one of auto, rodas5p/,
    ],
    [
      "unknown target",
      [...usual, "--target", "gpu"],
      /CH6018 error: unknown target "gpu"\. Choose one of js, wasm, wasm-simd\./,
    ],
    [
      "module for a target without one",
      ["compile", decay, "--emit", "wasm", "--target", "js"],
      /CH6018 error: unknown target "js"\. Choose one of wasm, wasm-simd\./,
    ],
    [
      "unknown form",
      ["compile", decay, "--emit", "llvm"],
      /CH6019 error: unknown form "llvm"\. Choose one of ir, js, wat, wasm\./,
    ],
    ["inherited name as method", [...usual, "--method", "toString"], /CH6014/],
    [
      "missing model",
      ["simulate", join(folder, "none.ant"), "--end", "4", "--steps", "2"],
      /CH6001 error: cannot read .*none\.ant/,
    ],
    [
      "missing protocol",
      ["trial", join(folder, "none.yaml")],
      /CH6001 error: cannot read .*no such file/,
    ],
    ["folder as protocol", ["trial", folder], /CH6001 error: cannot read .*it is a folder/],
    [
      "unknown observable",
      [...usual, "--observe", "X"],
      /CH6006 error: the model has no "X" to watch\. Did you mean "x"\?/,
    ],
    [
      "unknown parameter",
      [...usual, "--set", "K=1"],
      /CH6007 error: "K" cannot be set.*Did you mean "k"\?/,
    ],
    [
      "computed value",
      [...usual, "--set", "J=1"],
      /"J" cannot be set: a rule or a rate law computes it/,
    ],
    [
      "missing SBML file",
      ["simulate", "model.xml", "--end", "4", "--steps", "2"],
      /CH6001 error: cannot read "model\.xml": no such file/,
    ],
    ["unknown suite", ["conformance", "petri", folder], /CH6015 error: there is no suite "petri"/],
    [
      "folder without cases",
      ["conformance", "sbml", folder],
      /CH6016 error: .* holds no cases of any level/,
    ],
    [
      "unknown output kind",
      ["convert", decay, join(folder, "out.pdf")],
      /CH6009.*ends neither in \.xml or \.sbml nor in \.ant or \.txt/,
    ],
    [
      "foreign folder",
      ["trial", protocol, "--out", folder],
      /CH6010 error: .*no run of Chondron wrote/,
    ],
  ])("%s", async (_, typed, text) => {
    const { code, out, notes } = await chondron(typed);
    expect(notes).toMatch(text);
    expect(code).toBe(2);
    expect(out).toBe("");
  });
});

test("help and version go to standard output and end with 0", async () => {
  const help = await chondron(["--help"]);
  expect(help).toMatchObject({ code: 0, notes: "" });
  for (const command of ["check", "compile", "conformance", "convert", "simulate", "trial"])
    expect(help.out).toContain(command);
  const version = await chondron(["--version"]);
  expect(version).toMatchObject({ code: 0, notes: "" });
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe("check", () => {
  test("a sound model ends with 0", async () => {
    const { code, out } = await chondron(["check", decay]);
    expect(code).toBe(0);
    expect(out).toContain('model "decay" is sound: 1 state, 2 parameters, 0 events');
  });

  test("a broken model ends with 1 and names the place", async () => {
    const broken = file("broken.ant", "model broken\n  x' = -k*;\nend\n");
    const { code, notes } = await chondron(["check", broken]);
    expect(code).toBe(1);
    expect(notes).toMatch(/broken\.ant:2:\d+ CH1\d+ .*error: /);
  });

  test("JSON parses and holds the diagnostics", async () => {
    const broken = file("broken2.ant", "model broken\n  x' = -k*;\nend\n");
    const { code, out, notes } = await chondron(["check", broken, "--json"]);
    const found = JSON.parse(out) as { ok: boolean; diagnostics: { code: string }[] };
    expect(code).toBe(1);
    expect(notes).toBe("");
    expect(found.ok).toBe(false);
    expect(found.diagnostics[0]!.code).toMatch(/^CH1/);
  });
});

describe("simulate", () => {
  test("CSV: time and states, every number as precise as it was", async () => {
    const { code, out } = await chondron([...usual, "--rtol", "1e-10", "--atol", "1e-12"]);
    expect(code).toBe(0);
    const rows = out.trimEnd().split("\n");
    expect(rows[0]).toBe("time,x");
    expect(rows).toHaveLength(4);
    for (const row of rows.slice(1)) {
      const [time, x] = row.split(",").map(Number);
      expect(x).toBeCloseTo(2 * Math.exp(-0.5 * time!), 8);
      expect(row).toBe(`${time},${x}`);
    }
  });

  test("settings reach parameters and initial values, --observe chooses the columns", async () => {
    const typed = [...usual, "--set", "k=1", "--set", "x=4", "--observe", "J, x"];
    const { out } = await chondron(typed);
    const [head, first, , last] = out.trimEnd().split("\n");
    expect(head).toBe("time,J,x");
    expect(first).toBe("0,4,4");
    expect(Number(last!.split(",")[2])).toBeCloseTo(4 * Math.exp(-4), 5);
  });

  test("a concentration is set as one, in a compartment of any size", async () => {
    const large = file(
      "large.ant",
      "model large\n  compartment cell = 2; species x in cell; x = 2; k = 1;\n  J: x -> ; k*x*cell;\nend\n",
    );
    const typed = ["simulate", large, "--end", "1", "--steps", "1", "--observe", "x"];
    for (const more of [
      ["--set", "x=3"],
      ["--set", "x=3", "--set", "cell=5"],
    ])
      expect((await chondron([...typed, ...more])).out).toMatch(/^time,x\n0,3\n1,1\.10/);
  });

  test.each(["js", "wasm", "wasm-simd"])("--target %s: the same course, named", async (target) => {
    const typed = [...usual, "--rtol", "1e-10", "--atol", "1e-12", "--stats", "--target", target];
    const { out, notes } = await chondron(typed);
    for (const row of out.trimEnd().split("\n").slice(1)) {
      const [time, x] = row.split(",").map(Number);
      expect(x).toBeCloseTo(2 * Math.exp(-0.5 * time!), 8);
    }
    expect(notes).toMatch(new RegExp(`^target +${target}$`, "m"));
    expect(JSON.parse((await chondron([...typed, "--json"])).out)).toMatchObject({ target });
  });

  test("JSON parses and agrees with the CSV", async () => {
    const csv = await chondron(usual);
    const { out } = await chondron([...usual, "--json"]);
    const result = JSON.parse(out) as {
      columns: string[];
      rows: number[][];
      counters: object;
      ended: string;
    };
    const lines = [result.columns, ...result.rows].map((row) => row.join(","));
    expect(`${lines.join("\n")}\n`).toBe(csv.out);
    expect(result.ended).toBe("success");
    expect(result.counters).toHaveProperty("steps");
  });

  test.each(["rodas5p", "rodas4", "bdf", "tsit5"])("--method %s --stats", async (method) => {
    const typed = [...usual, "--method", method, "--stats", "--json"];
    const { code, out, notes } = await chondron(typed);
    const result = JSON.parse(out) as {
      method: string;
      counters: { steps: number };
      milliseconds: number;
    };
    expect(code).toBe(0);
    expect(result.method).toBe(method);
    expect(result.milliseconds).toBeGreaterThan(0);
    expect(notes).toMatch(
      new RegExp(`^method +${method}\\ntarget +js\\nsteps +${result.counters.steps}\\n`),
    );
    expect(notes).toMatch(/^wall time +[\d.]+ ms$/m);
  });

  test("the method is chosen and named, and one that cannot run the model is refused", async () => {
    const { out } = await chondron([...usual, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ method: "tsit5" });
    expect(JSON.parse(out)).not.toHaveProperty("milliseconds");
    const path = file("algebraic.ant", "x = 1; x' = -z; var z; z = 1; 0 = z - x;\n");
    const typed = ["simulate", path, "--end", "1", "--steps", "1", "--method", "tsit5"];
    const { code, notes } = await chondron(typed);
    expect(code).toBe(2);
    expect(notes).toMatch(
      /CH6017 error: method "tsit5" cannot run this model: .*algebraic rules.* auto, rodas5p, rodas4, bdf\./,
    );
  });

  test("--out writes the file and leaves standard output empty", async () => {
    const path = join(folder, "run.csv");
    const { code, out } = await chondron([...usual, "--out", path]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(readFileSync(path, "utf8")).toMatch(/^time,x\n0,2\n/);
    const lost = await chondron([...usual, "--out", join(folder, "no", "run.csv")]);
    expect(lost.code).toBe(1);
    expect(lost.notes).toMatch(/CH6002 error: cannot write/);
  });

  test("a run that cannot go on ends with 1, prints what it reached and says why", async () => {
    const { code, out, notes } = await chondron(["simulate", pole, "--end", "2", "--steps", "5"]);
    expect(code).toBe(1);
    expect(out.trimEnd().split("\n")).toHaveLength(4);
    expect(notes).toMatch(
      /CH6013 error: the run stopped at time (0\.99|1)[\d.]* of 2 \(\w+; largest error: "y"\)/,
    );
  });
});

describe("convert", () => {
  test("Antimony to SBML, into a file or to standard output", async () => {
    const path = join(folder, "decay.xml");
    expect(await chondron(["convert", decay, path])).toMatchObject({ code: 0, out: "" });
    const { out } = await chondron(["convert", decay, "-"]);
    expect(readFileSync(path, "utf8")).toBe(out);
    expect(out).toContain("http://www.sbml.org/sbml/level3/version2/core");
  });

  test("SBML back to Antimony, which gives the same SBML again", async () => {
    const [first, back, second] = ["one.xml", "one.ant", "two.xml"].map((name) =>
      join(folder, name),
    );
    await chondron(["convert", decay, first!]);
    expect(await chondron(["convert", first!, back!])).toMatchObject({ code: 0, out: "" });
    await chondron(["convert", back!, second!]);
    expect(readFileSync(second!, "utf8")).toBe(readFileSync(first!, "utf8"));
    const { out } = await chondron(["convert", first!, "-"]);
    expect(readFileSync(back!, "utf8")).toBe(out);
  });
});

const losing = `<?xml version="1.0"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" xmlns:fbc="http://www.sbml.org/sbml/level3/version1/fbc/version2" xmlns:distrib="http://www.sbml.org/sbml/level3/version1/distrib/version1" level="3" version="1" fbc:required="false" distrib:required="true"><model id="m" fbc:strict="false">
<listOfCompartments><compartment id="c" spatialDimensions="2" size="1" constant="true"/></listOfCompartments>
<listOfSpecies><species id="S" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"><annotation><a xmlns="urn:drawing"/></annotation></species></listOfSpecies>
<listOfParameters><parameter id="time_" constant="true"/></listOfParameters>
<listOfInitialAssignments><initialAssignment symbol="time_" sboTerm="SBO:0000064"><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/distrib/normal"/><cn> 2 </cn><cn> 1 </cn></apply></math></initialAssignment></listOfInitialAssignments>
<listOfReactions><reaction id="J" reversible="true" fast="true"><listOfReactants><speciesReference species="S" stoichiometry="1" constant="true"/></listOfReactants><kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><ci> S </ci></math></kineticLaw></reaction></listOfReactions>
</model></sbml>`;

test("convert says what is lost, by name; draws are kept and refused when run", async () => {
  const path = join(folder, "losing.xml");
  writeFileSync(path, losing);
  const { code, out, notes } = await chondron(["convert", path, "-"]);
  expect(code).toBe(0);
  expect(out).toContain("time_ = normal(2, 1);");
  for (const part of [
    'CH1522 notice: of what the SBML package "fbc" adds only the objective is kept.',
    "CH1523 notice: what <initialAssignment> says of itself (terms, notes, annotation) is not kept; 1 in all.",
    'CH1524 notice: annotations of the vocabulary "urn:drawing" are not kept; elements with them: 1.',
    "CH1702 warning: Antimony cannot say all of this model: it leaves out spatial dimensions other than 3: c.",
    "CH1702 warning: Antimony cannot say all of this model: it leaves out that a reaction is fast: J.",
  ])
    expect(notes).toContain(part);
  const run = await chondron(["simulate", path, "--end", "1", "--steps", "1"]);
  expect(run.code).toBe(1);
  expect(run.notes).toContain(
    'CH2008 error: the initial value of "time_" draws from the distribution "normal"',
  );
});

describe("trial", () => {
  const small = ["trial", protocol, "--patients", "9", "--replicates", "1", "--workers", "1"];

  test("a dry run shows the plan and writes nothing", async () => {
    const { code, out } = await chondron([...small, "--dry-run"]);
    expect(code).toBe(0);
    expect(out).toContain("1 simulated trial of 9 patients");
    const { out: json } = await chondron([...small, "--dry-run", "--json"]);
    expect(JSON.parse(json)).toMatchObject({ patients: 9, replicates: 1, leastIntegrations: 18 });
  });

  test("writes the folder, ends with effects and the report's path", async () => {
    const out = join(folder, "trial");
    const run = await chondron([...small, "--out", out]);
    expect(run.code).toBe(0);
    expect(run.out).toContain(join(out, "report.html"));
    expect(run.out).toMatch(/Effect \(95 % CI\)/);
    expect(readdirSync(out).sort()).toEqual([
      "adqs.json",
      "adqs.parquet",
      "adsl.json",
      "adsl.parquet",
      "adtte.json",
      "adtte.parquet",
      "manifest.json",
      "protocol.yaml",
      "report.html",
      "summary.json",
    ]);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      overrides: object;
      files: Record<string, { bytes: number }>;
    };
    expect(manifest.overrides).toEqual({ patients: 9, replicates: 1 });
    expect(Object.keys(manifest.files)).toHaveLength(9);
    expect(readFileSync(join(out, "report.html"), "utf8")).not.toMatch(/NaN|undefined|\[object/);
    expect(readFileSync(join(out, "protocol.yaml"), "utf8")).toBe(readFileSync(protocol, "utf8"));
  });

  test("a broken protocol ends with 1 and names the place", async () => {
    const broken = file("broken.yaml", "id: broken\ntitle: 3\n");
    const { code, notes } = await chondron(["trial", broken]);
    expect(code).toBe(1);
    expect(notes).toMatch(/broken\.yaml:\d+:\d+ CH4\d+ error: /);
  });

  test("a cancelled run ends with 130 and writes nothing", async () => {
    const out = join(folder, "cancelled");
    const { code, notes } = await chondron([...small, "--out", out], {
      signal: AbortSignal.abort(),
    });
    expect(code).toBe(130);
    expect(notes).toContain("CH6011 error: cancelled. Nothing was written.");
    expect(readdirSync(folder)).not.toContain("cancelled");
  });
});
