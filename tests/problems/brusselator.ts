// The Brusselator with diffusion on a line of cells, as Antimony text: a large stiff system with a
// banded Jacobian. Hairer & Wanner, Solving ODEs II, section IV.10, problem BRUSS (A = 1, B = 3,
// α = 1/50), u = 1 and v = 3 at both ends.

const alpha = 1 / 50;

/** 2·cells states u1, v1, …; to t = 10 the fastest mode is 4·α·(cells + 1)² a unit of time. */
export function brusselator(cells: number): string {
  const diffusion = alpha * (cells + 1) ** 2;
  const lines: string[] = [];
  for (let i = 1; i <= cells; i++) {
    const x = i / (cells + 1);
    const beside = (name: string, edge: number): string =>
      [i > 1 ? `${name}${i - 1}` : edge, i < cells ? `${name}${i + 1}` : edge].join(" + ");
    lines.push(
      `u${i} = ${1 + Math.sin(2 * Math.PI * x)}; v${i} = 3`,
      `u${i}' = 1 + u${i}^2*v${i} - 4*u${i} + ${diffusion}*(${beside("u", 1)} - 2*u${i})`,
      `v${i}' = 3*u${i} - u${i}^2*v${i} + ${diffusion}*(${beside("v", 3)} - 2*v${i})`,
    );
  }
  return `${lines.join("\n")}\n`;
}
