import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { protocolSchema } from "./protocol/schema.js";
import { runTrial } from "./run.js";
import { summarySchema } from "./summary-schema.js";
import { toyDisease, toyProtocol } from "./toy-disease.test.support.js";
import { readToy } from "./toy-trial.test.support.js";

const published = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../schema/${name}`, import.meta.url), "utf8"));

const ajv = () => new Ajv2020({ allErrors: true, allowUnionTypes: true, discriminator: true });

describe("the published schemas", () => {
  test("are the ones in use", () => {
    expect(published("protocol.schema.json")).toEqual(protocolSchema);
    expect(published("summary.schema.json")).toEqual(summarySchema);
  });

  test("accept a protocol, also without the discriminator keyword", () => {
    const plain = new Ajv2020({ strict: false });
    const validate = plain.compile(published("protocol.schema.json") as object);
    expect(validate(parse(toyProtocol))).toBe(true);
    expect(validate({ ...parse(toyProtocol), duration: 730 })).toBe(false);
  });
});

describe("summary.json", () => {
  test("has the published shape, every field of it", async () => {
    const { summary } = await runTrial(readToy(), toyDisease(), { workers: 0 });
    const validate = ajv().compile(published("summary.schema.json") as object);
    const written = JSON.parse(JSON.stringify(summary));
    validate(written);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...written, timing: 1 })).toBe(false);
  });

  test("holds no number that JSON cannot", async () => {
    const { summary } = await runTrial(readToy(["size: 60", "size: 4"]), toyDisease(), {
      workers: 0,
    });
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});
