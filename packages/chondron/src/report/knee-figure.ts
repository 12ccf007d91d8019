// The joint as the patients of the trial have it on the day of entry, drawn from the means of what
// was measured. Parts that were not measured are drawn as in a healthy knee and carry no number.

import type { BaselineRow } from "@chondron/trial";
import { type KneeState, kneeDrawing } from "../charts/knee-drawing.js";
import { element, text } from "../charts/markup.js";
import { listWords } from "./format.js";
import type { ReportContext } from "./report-context.js";

interface Part {
  readonly name: keyof KneeState;
  readonly pattern: RegExp;
  readonly words: (value: number) => string;
}

const parts: readonly Part[] = [
  {
    name: "jointSpace",
    pattern: /joint.?space|^jsw/i,
    words: (value) => `${value.toFixed(1)} mm between the bones (healthy: 5.0)`,
  },
  {
    name: "cartilage",
    pattern: /cartilage.*thickness|thickness.*cartilage|^th$/i,
    words: (value) => `${value.toFixed(1)} mm of cartilage on each bone (healthy: 1.9)`,
  },
  {
    name: "fluid",
    pattern: /effusion|synovial.?fluid|^vsf/i,
    words: (value) => `${value.toFixed(1)} mL of fluid (healthy: 3.0)`,
  },
  {
    name: "marrowLesion",
    pattern: /marrow|^bml/i,
    words: (value) => `marrow lesion of grade ${value.toFixed(1)} of 3`,
  },
  {
    name: "quadriceps",
    pattern: /quadriceps|muscle strength/i,
    words: (value) => `thigh muscle at ${(100 * value).toFixed(0)} % of healthy`,
  },
];

/** "" for a disease of another organ. */
export function kneeFigure(context: ReportContext): string {
  if (!/knee/i.test(`${context.summary.disease.id} ${context.summary.disease.name}`)) return "";
  const found = measuredParts(context.summary.baseline);
  const words = found.map(({ part, mean }) => part.words(mean));
  const state: KneeState = Object.fromEntries(found.map(({ part, mean }) => [part.name, mean]));
  const vesicles = context.arms.some((arm) => arm.therapies.some((id) => /^ev|exosome/i.test(id)));
  const reading =
    words.length === 0
      ? "The trial measured none of the parts drawn here: this is a healthy joint."
      : `On average: ${listWords(words)}. Parts without a number are drawn healthy.`;
  return element(
    "figure",
    { class: "knee", id: "knee-figure" },
    element("h3", {}, "The joint on the day of entry"),
    element("p", { class: "reading" }, text(reading)),
    kneeDrawing(
      { ...state, ...(vesicles ? { vesicles: 26 } : {}) },
      `A knee in section. ${reading}`,
    ),
    element(
      "figcaption",
      {},
      text(
        `A right knee from the front, in section; both sides drawn from the same values, soft parts widened.${
          vesicles ? " Blue dots stand for injected vesicles." : ""
        } Mean entry values of the shown trial; simulated; seed ${context.summary.design.seed}.`,
      ),
    ),
  );
}

function measuredParts(baseline: readonly BaselineRow[]): { part: Part; mean: number }[] {
  return parts.flatMap((part) => {
    const row = baseline.find(
      (item) => part.pattern.test(item.id) || part.pattern.test(item.label),
    );
    const mean = row?.groups.find((group) => group.arm === "")?.mean ?? null;
    return mean === null ? [] : [{ part, mean }];
  });
}
