// Work-precision plots, one SVG per model: achieved error across, patients per second up, both in
// logarithms; one line per program through its best way at each error, points as measured. Up and to
// the left is better.

import { mkdirSync, writeFileSync } from "node:fs";
import { rateAt } from "./work-precision.mjs";

const size = { width: 640, height: 400 };
const inner = { left: 72, right: 490, top: 48, bottom: 340 };
/** Okabe and Ito's colours, with a dash and a marker of its own for each program. */
const styles = {
  ours: { colour: "#0072B2", dash: "", marker: "circle" },
  CVODE: { colour: "#D55E00", dash: "6 3", marker: "square" },
  "CVODE tuned": { colour: "#8C2D04", dash: "10 3", marker: "triangle" },
  libRoadRunner: { colour: "#009E73", dash: "2 3", marker: "diamond" },
  COPASI: { colour: "#CC79A7", dash: "8 3 2 3", marker: "triangle" },
  sbmlsim: { colour: "#E69F00", dash: "1 3", marker: "square" },
  LSODA: { colour: "#6B6B6B", dash: "4 4", marker: "circle" },
};

/** Write a plot of every model's population into a folder. */
export function writePlots({ curves }, folder) {
  mkdirSync(folder, { recursive: true });
  for (const entry of curves)
    writeFileSync(new URL(`${entry.model}.svg`, folder), `${plot(entry)}\n`);
}

export function plot({ model, title, states, patients, population }) {
  const programs = [...new Set(population.map((c) => c.program))].filter((p) => styles[p]);
  const lines = programs.map((program) => ({
    program,
    points: envelope(population.filter((c) => c.program === program)),
    measured: population.filter((c) => c.program === program).flatMap((c) => usable(c.points)),
  }));
  const all = lines.flatMap((l) => l.measured);
  const x = logScale(
    all.map((p) => p.error),
    inner.left,
    inner.right,
  );
  const y = logScale(
    all.map((p) => p.rate),
    inner.bottom,
    inner.top,
  );
  const drawn = lines.filter((l) => l.points.length > 0);
  const label = `${model}: patients per second over achieved error for ${programs.join(", ")}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${label}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    words(inner.left, 24, `${model}: ${title}`, 'font-size="15" fill="#222"'),
    words(inner.left, 40, `${states} states, ${patients} patients`, 'fill="#666"'),
    ...x.ticks.map((t) => verticalRule(x(t), power(t))),
    ...y.ticks.map((t) => horizontalRule(y(t), power(t))),
    words((inner.left + inner.right) / 2, 378, "achieved error (median of patients)", centred),
    words(16, 195, "patients per second of one core", `${centred} transform="rotate(-90 16 195)"`),
    ...drawn.map((l) => line(l, x, y)),
    ...endLabels(drawn, x, y),
    "</svg>",
  ].join("\n");
}

const centred = 'text-anchor="middle" fill="#444"';

function usable(points) {
  return points.filter((p) => Number.isFinite(p.error) && p.error > 0 && p.error < 1);
}

/** The best rate of several curves at each error that one of them was measured at. */
function envelope(curves) {
  const reach = curves.map((c) => usable(c.points));
  const errors = reach
    .flat()
    .map((p) => p.error)
    .sort((a, b) => b - a);
  return errors.map((error) => {
    const rates = reach.map((points) => rateAt(points, error)).filter((r) => r !== undefined);
    return { error, rate: Math.max(...rates) };
  });
}

function logScale(values, from, to) {
  const low = Math.floor(Math.min(...values.map(Math.log10)) * 2) / 2;
  const high = Math.ceil(Math.max(...values.map(Math.log10)) * 2) / 2;
  const scale = (value) => from + ((Math.log10(value) - low) / (high - low || 1)) * (to - from);
  const ticks = [];
  for (let e = Math.ceil(low); e <= high; e++) ticks.push(10 ** e);
  return Object.assign(scale, { ticks });
}

function line({ program, points, measured }, x, y) {
  const { colour, dash, marker } = styles[program];
  const path = points.map((p) => `${round(x(p.error))},${round(y(p.rate))}`).join(" ");
  const marks = measured.map((p) => mark(marker, x(p.error), y(p.rate), colour));
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>${marks.join("")}`;
}

function mark(marker, cx, cy, colour) {
  const [a, b] = [round(cx), round(cy)];
  if (marker === "circle") return `<circle cx="${a}" cy="${b}" r="3.5" fill="${colour}"/>`;
  const shapes = {
    square: "-3,-3 3,-3 3,3 -3,3",
    diamond: "0,-4.5 4.5,0 0,4.5 -4.5,0",
    triangle: "0,-4 4,3.5 -4,3.5",
  };
  return `<polygon points="${shapes[marker]}" fill="${colour}" transform="translate(${a} ${b})"/>`;
}

/** Names right of the plot at the height of their lines' right ends, moved apart where they meet. */
function endLabels(lines, _x, y) {
  const wanted = lines
    .map(({ program, points }) => ({ program, at: y(points[0].rate) }))
    .sort((a, b) => a.at - b.at);
  wanted.forEach((label, i) => {
    if (i > 0) label.at = Math.max(label.at, wanted[i - 1].at + 15);
  });
  return wanted.map(({ program, at }) =>
    words(inner.right + 10, round(at + 4), program, `fill="${styles[program].colour}"`),
  );
}

function verticalRule(at, label) {
  const rule = `<line x1="${round(at)}" x2="${round(at)}" y1="${inner.top}" y2="${inner.bottom}" stroke="#eee"/>`;
  return rule + words(round(at), inner.bottom + 18, label, 'text-anchor="middle" fill="#666"');
}

function horizontalRule(at, label) {
  const rule = `<line x1="${inner.left}" x2="${inner.right}" y1="${round(at)}" y2="${round(at)}" stroke="#eee"/>`;
  return rule + words(inner.left - 8, round(at + 4), label, 'text-anchor="end" fill="#666"');
}

function power(value) {
  const exponent = Math.round(Math.log10(value));
  if (exponent >= -1 && exponent <= 4) return String(Number(value.toPrecision(1)));
  const superscript = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((c, i) => [i, c])) };
  return `10${[...String(exponent)].map((c) => superscript[c]).join("")}`;
}

function words(x, y, text, attributes) {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${safe}</text>`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
