// The Brusselator with diffusion on a line: u' = A + u²v - (B + 1)u + α Δu, v' = Bu - u²v + α Δv, with
// u = A, v = B/A at the ends. Hairer & Wanner, Solving ODEs II, section IV.10, equations (10.12) and on:
// A = 1, B = 3, α = 1/50, u(0, x) = 1 + sin 2πx, v = 3, to t = 10.

/** Antimony text of a lattice of `cells` interior points: two states each. */
export function brusselator(cells) {
  const points = Array.from({ length: cells }, (_, i) => i + 1);
  return `model brusselator
  A = 1; B = 3; alpha = 0.02; points = ${cells + 1}
  D := alpha*points*points
  ${points.map((i) => stateText(i, cells)).join("\n  ")}
end`;
}

function stateText(i, cells) {
  const u = (k) => (k === 0 || k > cells ? "A" : `u${k}`);
  const v = (k) => (k === 0 || k > cells ? "B/A" : `v${k}`);
  const start = 1 + Math.sin((2 * Math.PI * i) / (cells + 1));
  const spread = (w) => `D*(${w(i - 1)} - 2*${w(i)} + ${w(i + 1)})`;
  return [
    `u${i} = ${start}; v${i} = 3`,
    `u${i}' = A + u${i}*u${i}*v${i} - (B + 1)*u${i} + ${spread(u)}`,
    `v${i}' = B*u${i} - u${i}*u${i}*v${i} + ${spread(v)}`,
  ].join("; ");
}
