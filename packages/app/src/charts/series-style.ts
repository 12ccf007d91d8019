// How a series looks wherever it is drawn: colour, dash and marker together, so that colour is never
// alone. Colours are CSS variables of the page's tokens (Okabe and Ito, lighter in the dark theme).

export type Marker = "circle" | "square" | "triangle" | "diamond" | "cross" | "hexagon";

export interface SeriesStyle {
  /** A CSS colour. */
  readonly color: string;
  /** stroke-dasharray; "none" for a full line. */
  readonly dash: string;
  readonly marker: Marker;
}

export interface SeriesToStyle {
  readonly id: string;
  /** Ids of the therapies given; they decide the colour. */
  readonly therapies?: readonly string[];
}

const looks: readonly (readonly [RegExp, SeriesStyle])[] = [
  [/^(ev|exosome)/i, { color: "var(--ev)", dash: "none", marker: "circle" }],
  [/^msc/i, { color: "var(--msc)", dash: "7 3", marker: "triangle" }],
  [
    /^(saline|placebo|oral_placebo|sham|control|advice|none|natural)/i,
    { color: "var(--saline)", dash: "2 3", marker: "square" },
  ],
  [/^(ta|steroid|cortico)/i, { color: "var(--steroid)", dash: "9 3 2 3", marker: "diamond" }],
  [/^(ha$|hyalur)/i, { color: "var(--hyaluronate)", dash: "4 2", marker: "cross" }],
  [/./, { color: "var(--sky)", dash: "12 4", marker: "hexagon" }],
  [/./, { color: "var(--amber)", dash: "5 2 2 2 2 2", marker: "diamond" }],
];

/** One look per series, in order; where a therapy's look is taken, the next free one. */
export function seriesStyles(series: readonly SeriesToStyle[]): SeriesStyle[] {
  const taken = new Set<SeriesStyle>();
  return series.map(({ id, therapies = [] }) => {
    const names = [...therapies, id];
    const fitting = looks.filter(([pattern]) => names.some((name) => pattern.test(name)));
    const free = [...fitting, ...looks].find(([, style]) => !taken.has(style));
    const style = (free ?? looks[taken.size % looks.length]!)[1];
    taken.add(style);
    return style;
  });
}

/** Outlines of markers around (0, 0), about four pixels in radius. */
export const markerPaths: Readonly<Record<Marker, string>> = {
  circle: "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
  square: "M-3.6,-3.6h7.2v7.2h-7.2z",
  triangle: "M0,-4.6L4.4,3.4H-4.4z",
  diamond: "M0,-5L4.4,0L0,5L-4.4,0z",
  cross: "M-1.6,-4.4h3.2v2.8h2.8v3.2h-2.8v2.8h-3.2v-2.8h-2.8v-3.2h2.8z",
  hexagon: "M-4.6,0L-2.3,-4H2.3L4.6,0L2.3,4H-2.3z",
};
