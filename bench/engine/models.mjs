// The models of the bench, each made when asked for. Texts lie where CHONDRON_ENGINE_MODELS (default
// ../shared/engine) and CHONDRON_CASES (default ../shared/conformance) say; what is absent is named.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadKnee } from "@chondron/knee";
import { hasErrors, parseAntimony, readSbml } from "@chondron/model";
import { readBioModel } from "../bio-models.mjs";
import { brusselator } from "./brusselator.mjs";
import { makeCase } from "./case.mjs";
import { kneeCase } from "./knee-case.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const week = 7;

/** Name, and how to make the case; `undefined` where its text is absent. */
export const modelMakers = new Map([
  ["knee", () => kneeCase(loadKnee(), "knee", [week])],
  ["knee-weekly", () => kneeCase(loadKnee(), "knee-weekly", weekly(104, week))],
  ["synth50", () => synthetic("synth50", "synthetic network, 3 doses")],
  ["synth50w", () => synthetic("synth50w", "synthetic network, 104 weekly doses")],
  ["synth50p", () => synthetic("synth50p", "synthetic network, real Hill exponents")],
  ["BIOMD504", () => bioModel("504", "cartilage breakdown", 864_000)],
  ["BIOMD512", () => bioModel("512", "osteoarthritic pain, FAAH", 48)],
  ["BIOMD588", () => bioModel("588", "nerve growth factor", 1000, transports)],
  ["BIOMD612", () => bioModel("612", "bone remodelling, events", 3000)],
  // Its stimulus comes at 2000.
  ["BIOMD140", () => bioModel("140", "NF-kB oscillations, an event", 4000)],
  ["BIOMD151", () => bioModel("151", "interleukin-6 signalling", 3600)],
  ["BIOMD255", () => bioModel("255", "ErbB signalling", 1000)],
  ["BIOMD595", () => bioModel("595", "EGF receptor, 1490 reactions", 100)],
  ["BIOMD474", () => bioModel("474", "insulin signalling", 1440)],
  ["robertson", () => textCase("robertson", "Robertson's reaction", robertson, 1e5, 0.3, decades)],
  ["hires", () => textCase("hires", "high irradiance response", hires, 321.8122, 0.1)],
  [
    "brusselator",
    () => textCase("brusselator", "Brusselator on 500 cells", brusselator(500), 10, 0.1),
  ],
]);

function weekly(count, start) {
  return Array.from({ length: count }, (_, i) => start + week * i);
}

function textCase(id, title, text, end, cv, saveAt) {
  const { model, diagnostics } = parseAntimony(text, { file: `${id}.ant` });
  if (!model || hasErrors(diagnostics)) throw new Error(diagnostics[0]?.message);
  return makeCase({ id, title, model, end, cv, ...(saveAt ? { saveAt } : {}) });
}

function synthetic(id, title) {
  const folder = resolve(root, process.env.CHONDRON_ENGINE_MODELS ?? "../shared/engine");
  const file = join(folder, `${id}.ant`);
  if (!existsSync(file)) return undefined;
  return textCase(id, title, readFileSync(file, "utf8"), 730, 0.3);
}

// Transports between volumes, each written as a loss and a gain whose constants must keep the ratio of
// the volumes: changed one by one, they make matter out of nothing until the states overflow.
const transports = new Set(Array.from({ length: 36 }, (_, i) => `kf_${110 + i}`));

function bioModel(number, title, end, fixed = new Set()) {
  const bytes = readBioModel(`BIOMD${number.padStart(10, "0")}`);
  if (!bytes) return undefined;
  const { model, diagnostics } = readSbml(bytes, { file: number });
  if (!model || hasErrors(diagnostics)) throw new Error(diagnostics[0]?.message);
  return makeCase({ id: `BIOMD${number}`, title, model, end, cv: 0.2, fixed });
}

const decades = [0.4, 4, 40, 400, 4000, 4e4, 1e5];

// Hairer & Wanner, Solving ODEs II, section IV.10; rate constants named, so that they can vary.
const robertson = `model robertson
  k1 = 0.04; k2 = 3e7; k3 = 1e4
  y1 = 1; y2 = 0; y3 = 0
  y1' = -k1*y1 + k3*y2*y3
  y2' = k1*y1 - k3*y2*y3 - k2*y2*y2
  y3' = k2*y2*y2
end`;
const hires = `model hires
  a = 1.71; b = 0.43; c = 8.32; d = 0.0007; e = 8.75; f = 10.03
  g = 0.035; h = 1.12; m = 1.745; q = 280; r = 0.69; s = 1.81
  y1 = 1; y2 = 0; y3 = 0; y4 = 0; y5 = 0; y6 = 0; y7 = 0; y8 = 0.0057
  y1' = -a*y1 + b*y2 + c*y3 + d
  y2' = a*y1 - e*y2
  y3' = -f*y3 + b*y4 + g*y5
  y4' = c*y2 + a*y3 - h*y4
  y5' = -m*y5 + b*y6 + b*y7
  y6' = -q*y6*y8 + r*y4 + a*y5 - b*y6 + r*y7
  y7' = q*y6*y8 - s*y7
  y8' = -q*y6*y8 + s*y7
end`;
