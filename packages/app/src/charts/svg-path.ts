// Paths of lines, areas and steps over missing values.

type Pixel = (index: number) => number;

/** A line through all points whose coordinates are finite; a missing one breaks it. */
export function linePath(count: number, x: Pixel, y: Pixel): string {
  const parts: string[] = [];
  let drawing = false;
  for (let i = 0; i < count; i++) {
    const [px, py] = [x(i), y(i)];
    if (Number.isFinite(px) && Number.isFinite(py)) {
      parts.push(`${drawing ? "L" : "M"}${pixel(px)},${pixel(py)}`);
      drawing = true;
    } else drawing = false;
  }
  return parts.join("");
}

/** The area between two lines; points where either is missing are left out. */
export function areaPath(count: number, x: Pixel, low: Pixel, high: Pixel): string {
  const there = Array.from({ length: count }, (_, i) => i).filter((i) =>
    [x(i), low(i), high(i)].every(Number.isFinite),
  );
  if (there.length === 0) return "";
  const point = (i: number, y: Pixel): string => `${pixel(x(i))},${pixel(y(i))}`;
  const upper = there.map((i) => point(i, high));
  const lower = there.reverse().map((i) => point(i, low));
  return `M${[...upper, ...lower].join("L")}Z`;
}

/** Two decimals at most, no negative zero. */
export function pixel(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
