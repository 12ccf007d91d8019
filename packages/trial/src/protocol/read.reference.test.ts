import { createHash } from "node:crypto";
import { formatDiagnostic } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { toyDisease, toyProtocol } from "../toy-disease.test.support.js";
import { readToy, toyText } from "../toy-trial.test.support.js";
import { brokenProtocols } from "./broken-protocols.test.data.js";
import { readProtocol } from "./read.js";

const disease = toyDisease();

function messages(text: string): string[] {
  return readProtocol(text, "toy.yaml", disease).diagnostics.map(formatDiagnostic);
}

describe("a broken protocol says what, where, why and what to do", () => {
  test.each(brokenProtocols)("$name", ({ from, to, expected }) => {
    expect(messages(toyText([from, to]))).toEqual(expected);
  });

  test("every mistake is refused, except the warning", () => {
    const accepted = brokenProtocols.filter(
      ({ from, to }) => readProtocol(toyText([from, to]), "toy.yaml", disease).protocol,
    );
    expect(accepted.map(({ name }) => name)).toEqual(["a dose outside the evidence"]);
  });

  test("two mistakes are told together", () => {
    const text = toyText(["therapy: drug", "therapy: drgu"], ["at: 1 year }", "at: 2 years }"]);
    expect(messages(text).map((line) => line.split(" ")[1])).toEqual(["CH4043", "CH4060"]);
  });
});

describe("what is no protocol at all", () => {
  const start = 'A protocol is a list of "key: value" lines; see the protocol schema.';
  const empty =
    'toy.yaml:1:1 CH4002 error: the protocol is empty. A protocol is YAML text; it starts with "id:", "title:" and "duration:".';

  test.each([
    ["an empty file", "", empty],
    ["blank lines", "\n \n", empty],
    ["a comment alone", "# later\n", empty],
    [
      "a word",
      "hello",
      `toy.yaml:1:1 CH4007 error: the text is a single value, not a protocol. ${start}`,
    ],
    [
      "a list",
      "- a\n- b\n",
      `toy.yaml:1:1 CH4007 error: the text is a list, not a protocol. ${start}`,
    ],
    [
      "two documents",
      `${toyProtocol}---\n${toyProtocol}`,
      `toy.yaml:50:1 CH4007 error: the text is a sequence of several documents, not a protocol. ${start}`,
    ],
  ])("%s", (_name, text, expected) => {
    expect(messages(text)).toEqual([expected]);
  });

  test("10 MB of noise, at once", () => {
    const noise = Buffer.from(Uint8Array.from({ length: 1e7 }, (_, i) => (i * 40503) & 255));
    const before = performance.now();
    expect(messages(noise.toString("latin1"))).toEqual([
      "toy.yaml:1:1 CH4003 error: the protocol has 10.0 MB; at most 1 MB are read. A protocol is a short text of some kilobytes: check that this is the right file.",
    ]);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test("some kilobytes of noise", () => {
    expect(messages("id: a\nkey: \u0007\u0001")).toEqual([
      "toy.yaml:2:6 CH4004 error: the protocol is not text: it holds the control character U+0007. Check that this is the right file, saved as UTF-8.",
    ]);
  });

  test("aliases that multiply beyond measure", () => {
    const lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 9; i++) {
      const [name, last] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
      lines.push(`${name}: &${name} [${new Array(10).fill(`*${last}`).join(", ")}]`);
    }
    expect(messages(lines.join("\n"))[0]).toMatch(
      /^toy\.yaml:1:1 CH4005 error: not YAML: Excessive alias count/,
    );
  });
});

describe("a good protocol", () => {
  test("reads into model units", () => {
    const protocol = readToy();
    expect(protocol.durationDays).toBe(365.25);
    expect(protocol.visits.map(({ day }) => day)).toEqual([0, 28, 84, 365.25]);
    expect(protocol.arms[0]!.regimen).toEqual([
      { therapy: "drug", route: "injection", amount: 40, times: [0, 7, 14], stop: Number.NaN },
    ]);
    expect(protocol.population.eligibility[0]).toEqual({
      ...{ of: "covariate", id: "age", low: 50, high: 80 },
      reason: "Age at entry outside 50 to 80 years",
    });
    expect(protocol.analysis).toEqual({
      ...{ confidenceLevel: 0.95, alpha: 0.05, covariates: [], continuityCorrection: false },
    });
    expect(protocol.hash).toBe(createHash("sha256").update(toyProtocol).digest("hex"));
  });

  test.each([
    ["0.04 g", 40],
    ["40000 ug", 40],
    ["4e1mg", 40],
    ["0 mg", 0],
  ])("an amount of %s is %d mg", (amount, expected) => {
    const protocol = readToy(["amount: 40 mg", `amount: ${amount}`]);
    expect(protocol.arms[0]!.regimen[0]!.amount).toBe(expected);
  });

  test.each([
    ["36 hours", 1.5],
    ["2 weeks", 14],
    ["1 month", 30.4375],
    ["0.5 years", 182.625],
  ])("a time of %s is %d days", (time, expected) => {
    const protocol = readToy(["at: 4 weeks", `at: ${time}`]);
    expect(protocol.visits.find(({ id }) => id === "week4")!.day).toBe(expected);
  });

  test("sorts visits by day and repeats until a day, that day included", () => {
    const protocol = readToy(
      ["  - { id: entry, label: Entry, at: 0 days }\n", ""],
      ["at: 1 year }", "at: 1 year }\n  - { id: entry, label: Entry, at: 0 days }"],
      ["every: 1 week\n        count: 3", "every: 4 weeks\n        until: 12 weeks"],
    );
    expect(protocol.visits[0]!.id).toBe("entry");
    expect(protocol.arms[0]!.regimen[0]!.times).toEqual([0, 28, 56, 84]);
  });

  test("ends a lasting therapy, and takes an arm without treatment", () => {
    const dummy =
      "    regimen:\n      - { therapy: dummy, route: injection, every: 1 week, count: 3 }";
    const rest =
      "    regimen:\n      - { therapy: rest, route: home, start: 1 week, until: 12 weeks }";
    expect(readToy([dummy, rest]).arms[1]!.regimen).toEqual([
      { therapy: "rest", route: "home", amount: 1, times: [7], stop: 84 },
    ]);
    expect(readToy([dummy, "    regimen: none"]).arms[1]!.regimen).toEqual([]);
  });

  test("counts the size per arm by the allocation", () => {
    const protocol = readToy(
      ["size: 60", "sizePerArm: 20"],
      ["    label: Drug\n", "    label: Drug\n    allocation: 2\n"],
      ["[4, 6]", "[6]"],
    );
    expect(protocol.population.size).toBe(60);
  });
});
