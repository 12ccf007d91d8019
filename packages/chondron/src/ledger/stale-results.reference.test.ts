// Shipped answers to claims: fresh ones pass, those of another disease or other experiments are told.

import {
  loadExperimentsText,
  loadKnee,
  loadKneePosterior,
  loadResultsOrigin,
} from "@chondron/knee";
import { diseaseHash } from "@chondron/trial";
import { expect, test } from "vitest";
import { shippedResultsAge, staleResults } from "./stale-results.js";

const disease = loadKnee();
const text = loadExperimentsText();
const { draws } = loadKneePosterior()!;
const origin = loadResultsOrigin()!;

test("the shipped answers belong to the shipped disease and experiments", () => {
  expect(origin.diseaseHash).toBe(diseaseHash(disease));
  expect(shippedResultsAge(disease).map(({ message }) => message)).toEqual([]);
});

test("a changed number of the disease makes them old", () => {
  const [first, ...rest] = disease.parameters;
  const parameters = [{ ...first!, value: first!.value * 1.01 }, ...rest];
  const [found, ...others] = staleResults(origin, { ...disease, parameters }, text, draws);
  expect(others).toEqual([]);
  expect([found!.code, found!.severity]).toEqual(["CH4209", "warning"]);
  expect(found!.message).toContain(`disease: its hash is ${origin.diseaseHash.slice(0, 12)}`);
});

test("changed experiments, and results that say nothing, make them old", () => {
  const changed = staleResults(origin, disease, `${text}\n# more`, draws);
  expect(changed.map(({ code, message }) => [code, message.includes("experiments")])).toEqual([
    ["CH4209", true],
  ]);
  const nothing = { diseaseHash: "", experimentsHash: "", posteriorHash: "" };
  const silent = staleResults(nothing, disease, text, draws);
  expect(silent.map(({ message }) => message.includes("unknown"))).toEqual([true, true]);
});

test("a posterior drawn anew makes them old", () => {
  const found = staleResults(origin, disease, text, `${draws}1\n`);
  expect(found.map(({ code, message }) => [code, message.includes("posterior")])).toEqual([
    ["CH4209", true],
  ]);
});
