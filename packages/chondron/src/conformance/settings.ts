// The settings of a case of the SBML Test Suite: what to run, what to report and how close it has to
// be. Format: "key: value" lines (SBML Test Suite, "Semantic test cases").

export interface CaseSettings {
  readonly start: number;
  readonly duration: number;
  readonly steps: number;
  /** Columns in order. */
  readonly variables: readonly string[];
  readonly absolute: number;
  readonly relative: number;
  /** Species to report as amounts, and as concentrations. */
  readonly amounts: ReadonlySet<string>;
  readonly concentrations: ReadonlySet<string>;
}

/** undefined where the settings describe no time course: a flux balance has no start. */
export function readSettings(text: string): CaseSettings | undefined {
  const values = new Map(
    text.split(/\r?\n/).map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
  const number = (key: string): number => {
    const value = values.get(key) ?? "";
    return value === "" ? Number.NaN : Number(value);
  };
  const list = (key: string): string[] => splitList(values.get(key) ?? "");
  const [start, duration, steps] = [number("start"), number("duration"), number("steps")];
  if (![start, duration, steps].every(Number.isFinite)) return undefined;
  return {
    start,
    duration,
    steps,
    variables: list("variables"),
    absolute: number("absolute"),
    relative: number("relative"),
    amounts: new Set(list("amount")),
    concentrations: new Set(list("concentration")),
  };
}

/** steps + 1 evenly spaced times, the start among them. */
export function outputTimes({ start, duration, steps }: CaseSettings): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, i) => start + (duration * i) / steps);
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
}
