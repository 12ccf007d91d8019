// Text in drawings, which do not break lines by themselves. Widths are estimated from the number of
// characters: 0.54 of the font size is the mean advance of common sans-serif faces.

import { element, text } from "./markup.js";

/** Lines of at most `width` pixels at `fontSize`; a longer word stands alone on its line. */
export function wrapText(value: string, width: number, fontSize: number): string[] {
  const room = Math.max(4, Math.floor(width / (0.54 * fontSize)));
  const lines: string[] = [];
  for (const word of value.split(/\s+/).filter((w) => w !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export interface TextStyle {
  readonly fontSize: number;
  readonly fill?: string;
  readonly weight?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly italic?: boolean;
  /** A paper-coloured edge, so that rules do not cross the letters. */
  readonly halo?: boolean;
}

/** Lines of text, the first with its baseline at y, the next `1.3` font sizes lower each. */
export function textLines(
  lines: readonly string[],
  x: number,
  y: number,
  style: TextStyle,
): string {
  const attributes = {
    "font-size": style.fontSize,
    fill: style.fill ?? "var(--ink)",
    "font-weight": style.weight,
    "font-style": style.italic ? "italic" : undefined,
    "text-anchor": style.anchor,
    ...(style.halo ? { "paint-order": "stroke", stroke: "var(--paper)", "stroke-width": 4 } : {}),
  };
  return lines
    .map((line, i) =>
      element("text", { ...attributes, x, y: y + i * style.fontSize * 1.3 }, text(line)),
    )
    .join("");
}
