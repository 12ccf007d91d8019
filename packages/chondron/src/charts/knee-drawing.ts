// A right knee in frontal section, drawn from values: thickness of cartilage, space between the
// bones, fluid, irritation of the lining, marrow lesion, thigh muscle, vesicles. The model has one
// compartment, so both sides are drawn from it. Not to scale: soft parts are widened to be seen.

import { drawing, element } from "./markup.js";
import { textLines } from "./text-lines.js";

export interface KneeState {
  /** Cartilage on each bone, mm. */
  readonly cartilage?: number;
  /** Space between the bones, mm. */
  readonly jointSpace?: number;
  /** Fluid, mL. */
  readonly fluid?: number;
  /** Activity of the lining, fold of healthy. */
  readonly synovitis?: number;
  /** Marrow lesion, 0 to 3. */
  readonly marrowLesion?: number;
  /** Quadriceps strength, fold of healthy. */
  readonly quadriceps?: number;
  /** Number of vesicles to draw, 0 to 60; a picture, not a count. */
  readonly vesicles?: number;
}

/** What is drawn where a value is not given; the drawing then shows the part without a number. */
export const healthyKnee = {
  cartilage: 1.9,
  jointSpace: 5,
  fluid: 3,
  synovitis: 1,
  marrowLesion: 0,
  quadriceps: 1,
  vesicles: 0,
} as const satisfies Required<KneeState>;

const size = { width: 400, height: 372 };
/** Along the leg; across it the drawing has about 3 pixels a millimetre. */
const pixelsPerMillimetre = 6;
const femurEnd = 168;

export function kneeDrawing(given: KneeState, label: string): string {
  const state = { ...healthyKnee, ...given };
  const gap = Math.max(2, state.jointSpace * pixelsPerMillimetre);
  const band = Math.max(0.5, state.cartilage * pixelsPerMillimetre);
  const plateau = femurEnd + gap;
  return drawing(
    size,
    label,
    capsule(plateau, state.fluid, state.synovitis),
    cartilage(plateau, band),
    menisci(plateau, gap),
    femur(),
    tibia(plateau),
    lesion(plateau, state.marrowLesion),
    vesicles(Math.round(state.vesicles), plateau),
    gauge(state.quadriceps),
    labels(given, plateau, gap),
  );
}

const bone = { fill: "var(--bone)", stroke: "var(--bone-edge)", "stroke-width": 1.5 };

function femur(): string {
  return element("path", {
    ...bone,
    d: "M104,-4C104,46 96,74 62,90C40,100 34,126 44,148C54,168 80,172 102,168C122,164 132,154 136,140C139,130 153,130 156,140C160,154 170,164 190,168C212,172 238,168 248,148C258,126 252,100 230,90C196,74 188,46 188,-4Z",
  });
}

function tibia(top: number): string {
  return (
    element("path", {
      ...bone,
      d: `M22,${top + 44}c-6,8 -6,20 0,28c8,14 8,60 8,110h20c0,-50 2,-96 6,-112z`,
      "fill-opacity": 0.75,
    }) +
    element("path", {
      ...bone,
      d: `M40,${top}C60,${top - 3} 100,${top + 4} 128,${top}L138,${top - 13}L146,${top - 6}L154,${top - 13}L164,${top}C192,${top + 4} 232,${top - 3} 252,${top}C264,${top + 14} 256,${top + 32} 236,${top + 44}C204,${top + 62} 192,${top + 96} 188,376H104C100,${top + 96} 88,${top + 62} 56,${top + 44}C36,${top + 32} 28,${top + 14} 40,${top}Z`,
    })
  );
}

/** Bands drawn as strokes under the bones, so that their visible width is the thickness. */
function cartilage(plateau: number, band: number): string {
  const stroke = {
    fill: "none",
    stroke: "var(--cartilage)",
    "stroke-width": 2 * band,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  const condyles =
    "M50,150C60,169 84,171 102,168C112,166 120,163 125,158M167,158C172,163 180,166 190,168C208,171 232,169 242,150";
  const plateaus = `M52,${plateau}C72,${plateau - 1} 100,${plateau + 3} 124,${plateau}M168,${plateau}C192,${plateau + 3} 220,${plateau - 1} 240,${plateau}`;
  return element("path", { ...stroke, d: condyles }) + element("path", { ...stroke, d: plateaus });
}

function menisci(plateau: number, gap: number): string {
  const half = gap * 0.36;
  const middle = plateau - gap / 2;
  const wedge = (edge: number, tip: number): string =>
    `M${edge},${middle - half - 2}Q${(edge + tip) / 2},${middle - 1} ${tip},${middle}Q${(edge + tip) / 2},${middle + 1} ${edge},${middle + half + 2}Z`;
  return element("path", {
    d: wedge(36, 74) + wedge(256, 218),
    fill: "var(--meniscus)",
    stroke: "var(--bone-edge)",
    "stroke-width": 0.75,
  });
}

/** Fluid within the capsule; its lining thickens and reddens with irritation. */
function capsule(plateau: number, fluid: number, synovitis: number): string {
  const bulge = Math.min(16, Math.max(0, fluid - healthyKnee.fluid));
  const heat = Math.min(1, Math.max(0, synovitis - 1) / 2);
  const reach = 24 + bulge;
  const low = plateau + 30;
  const left = `M46,92C${38 - reach},104 ${36 - reach},${low - 16} 40,${low}`;
  const right = `M246,92C${254 + reach},104 ${256 + reach},${low - 16} 252,${low}`;
  const outline = `${left}H252C${256 + reach},${low - 16} ${254 + reach},104 246,92Z`;
  const lining = { fill: "none", stroke: "var(--synovium)", "stroke-linecap": "round" };
  return (
    element("path", { d: outline, fill: "var(--fluid)" }) +
    element("path", {
      ...lining,
      d: left + right,
      "stroke-width": 3 + 4 * heat,
      "stroke-opacity": 0.6 + 0.4 * heat,
    })
  );
}

function lesion(plateau: number, grade: number): string {
  const share = Math.min(1, Math.max(0, grade / 3));
  if (share === 0) return "";
  const rings = [1, 0.72, 0.44].map((scale) =>
    element("ellipse", {
      cx: 206,
      cy: plateau + 20,
      rx: (14 + 18 * share) * scale,
      ry: (7 + 10 * share) * scale,
      fill: "var(--lesion)",
      "fill-opacity": 0.22,
    }),
  );
  return rings.join("");
}

/** Vesicles at fixed places, spread by the golden ratio over the two recesses beside the bones. */
function vesicles(count: number, plateau: number): string {
  const places = Array.from({ length: Math.min(60, Math.max(0, count)) }, (_, i) => {
    const across = (i * 0.61803398875) % 1;
    const along = ((i * 0.41421356237 + 0.1) % 1) * 2 - 1;
    const from = 6 * (1 - along * along);
    const x = 33 - from - 7 * across;
    const middle = (104 + plateau + 20) / 2;
    const half = (plateau + 20 - 104) / 2 - 8;
    return { x: i % 2 === 0 ? x : 292 - x, y: middle + along * half };
  });
  return places
    .map(({ x, y }) => element("circle", { cx: x, cy: y, r: 1.7, fill: "var(--ev)" }))
    .join("");
}

function gauge(strength: number): string {
  const height = 58;
  const share = Math.min(1, Math.max(0, strength));
  const frame = { x: 213, width: 7, rx: 3.5 };
  return (
    element("rect", { ...frame, y: 8, height, fill: "var(--rule)" }) +
    element("rect", {
      ...frame,
      y: 8 + height * (1 - share),
      height: height * share,
      fill: "var(--muscle)",
    })
  );
}

function labels(given: KneeState, plateau: number, gap: number): string {
  const number = (value: number | undefined, digits: number, unit: string): string =>
    value === undefined ? "" : ` ${value.toFixed(digits)}${unit}`;
  const rows = [
    { y: 40, to: 224, at: 36, words: ["thigh muscle", number(given.quadriceps, 2, " × healthy")] },
    { y: 118, to: 262, at: 124, words: ["joint lining and fluid", number(given.fluid, 1, " mL")] },
    {
      y: 158,
      to: 244,
      at: femurEnd - 2 + 5,
      words: ["cartilage", number(given.cartilage, 1, " mm")],
    },
    {
      y: 200,
      to: 226,
      at: plateau - gap / 2,
      words: ["space between", `the bones${number(given.jointSpace, 1, " mm")}`],
    },
    {
      y: 254,
      to: 216,
      at: plateau + 22,
      words: ["bone marrow", number(given.marrowLesion, 1, " lesion grade")],
    },
  ];
  return rows
    .map(
      (row) =>
        element("path", {
          d: `M${row.to},${row.at}L282,${row.y - 4}H290`,
          fill: "none",
          stroke: "var(--ink-faint)",
          "stroke-width": 0.9,
        }) +
        textLines(
          row.words.map((word) => word.trim()).filter((word) => word !== ""),
          295,
          row.y,
          { fontSize: 12, fill: "var(--ink-soft)" },
        ),
    )
    .join("");
}
