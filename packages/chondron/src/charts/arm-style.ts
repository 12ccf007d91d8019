// How an arm looks wherever it is drawn: colour, dash and marker, so that colour is never alone.
// Colours are named by CSS variables of the page (Okabe-Ito, with lighter twins in the dark theme).

export type Marker = "circle" | "square" | "triangle" | "diamond" | "cross" | "hexagon";

export interface ArmStyle {
  readonly id: string;
  readonly label: string;
  /** A CSS colour. */
  readonly color: string;
  /** stroke-dasharray; "none" for a full line. */
  readonly dash: string;
  readonly marker: Marker;
}

export interface ArmToStyle {
  readonly id: string;
  readonly label: string;
  /** Ids of the therapies given; decides the colour. */
  readonly therapies: readonly string[];
}

const looks: readonly (readonly [RegExp, string, string, Marker])[] = [
  [/^(ev|exosome)/i, "--ev", "none", "circle"],
  [/^msc/i, "--msc", "7 3", "triangle"],
  [/^(saline|placebo|sham|control|none)/i, "--saline", "2 3", "square"],
  [/^(ta|steroid|cortico|triamcinolone)/i, "--steroid", "9 3 2 3", "diamond"],
  [/^(ha|hyalur)/i, "--hyaluronate", "4 2", "cross"],
  [/./, "--sky", "12 4", "hexagon"],
  [/./, "--amber", "5 2 2 2 2 2", "diamond"],
];

/** One look per arm; an arm whose therapy's look is taken gets the next free one. */
export function armStyles(arms: readonly ArmToStyle[]): ArmStyle[] {
  const taken = new Set<string>();
  return arms.map((arm) => {
    const names = [...arm.therapies, arm.id];
    const fits = looks.filter(([pattern]) => names.some((name) => pattern.test(name)));
    const look = [...fits, ...looks].find(([, color]) => !taken.has(color)) ?? looks[0]!;
    taken.add(look[1]);
    return {
      id: arm.id,
      label: arm.label,
      color: `var(${look[1]})`,
      dash: look[2],
      marker: look[3],
    };
  });
}
