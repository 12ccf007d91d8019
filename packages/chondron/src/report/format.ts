// Numbers as a reader meets them: a true minus sign, fixed digits so that columns align, and the
// interval always beside the estimate. A value that does not exist is an en dash.

export const missing = "–";

/** null (JSON) as NaN, which every formatter here prints as missing. */
export function orNaN(value: number | null | undefined): number {
  return value ?? Number.NaN;
}

/** `digits` decimals; "–" for NaN. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return missing;
  const rounded = value.toFixed(digits);
  const zero = Number(rounded) === 0;
  return zero ? rounded.replace("-", "") : rounded.replace("-", "−");
}

/** As `fixed`, with a plus sign on positive values: for changes and differences. */
export function signed(value: number, digits: number): string {
  const words = fixed(value, digits);
  return Number.isFinite(value) && Number(value.toFixed(digits)) > 0 ? `+${words}` : words;
}

/** "−1.9 (−9.4 to +5.8)" */
export function withInterval(value: number, low: number, high: number, digits: number): string {
  if (!Number.isFinite(value)) return missing;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return signed(value, digits);
  return `${signed(value, digits)} (${signed(low, digits)} to ${signed(high, digits)})`;
}

/** A share of 0 to 1 as "12.3 %". */
export function percent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${fixed(100 * share, digits)} %` : missing;
}

/** A count with thin spaces between thousands. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** p as statisticians print it: three digits, never zero. */
export function pValue(p: number): string {
  if (!Number.isFinite(p)) return missing;
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}

/** Any parameter value: up to four significant digits, powers of ten where it is very large or small. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return missing;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3)
    return value
      .toExponential(3)
      .replace(/\.?0+e/, "e")
      .replace("e+", "e")
      .replace(/-/g, "−");
  return String(Number(value.toPrecision(4))).replace("-", "−");
}

/** Decimals that fit a scale of this width: 1 for 0 to 100, 2 for a few millimetres. */
export function digitsFor(low: number, high: number): number {
  const range = high - low;
  if (!Number.isFinite(range) || range >= 20) return 1;
  return range >= 2 ? 2 : 3;
}

/** "a", "a and b", "a, b and c" */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** A label inside a sentence: its first capital goes, unless the word is an abbreviation or name. */
export function inSentence(label: string): string {
  return /^[A-Z][a-z]+(-[a-z]+)*([ ,]|$)/.test(label)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Long whole numbers in a text as powers of ten: "20000000000 particles" as "2 × 10¹⁰ particles". */
export function readableAmounts(words: string): string {
  return words.replace(/\b\d{6,}\b/g, (digits) => {
    const [mantissa, exponent] = Number(digits).toExponential().split("e+");
    const raised = [...exponent!].map((digit) => superscripts[Number(digit)]).join("");
    return `${mantissa === "1" ? "" : `${mantissa} × `}10${raised}`;
  });
}

/** Numbers kept on one line with their unit sign and as interval: "90 %", "−9.4 to +5.8". */
export function unbroken(words: string): string {
  return words
    .replace(/(\d) %/g, "$1\u00a0%")
    .replace(/([−+]?[\d.]+) to ([−+]?[\d.]+)/g, "$1\u00a0to\u00a0$2");
}
