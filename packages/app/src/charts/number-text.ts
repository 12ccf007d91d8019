// Numbers as people read them in pictures and tables; files get full precision instead.

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Three significant digits, a real minus, powers of ten for the very large and very small. */
export function numberText(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-3) return powerText(value);
  const short = Number(value.toPrecision(digits));
  return short.toLocaleString("en-GB", { maximumFractionDigits: 6 }).replace("-", "−");
}

function powerText(value: number): string {
  const [mantissa, power] = value.toExponential(2).split("e") as [string, string];
  const factor = String(Number(mantissa)).replace("-", "−");
  const tens = `10${raised(Number(power))}`;
  return factor === "1" ? tens : `${factor} × ${tens}`;
}

function raised(power: number): string {
  const digits = [...String(Math.abs(power))].map((digit) => superscripts[Number(digit)]!);
  return (power < 0 ? "⁻" : "") + digits.join("");
}

/** A number with its sign, for changes. */
export function signedText(value: number, digits = 3): string {
  return value > 0 ? `+${numberText(value, digits)}` : numberText(value, digits);
}

/** With its unit, where it has one. */
export function withUnit(text: string, unit: string): string {
  if (unit === "") return text;
  return `${text} ${unit}`;
}

/** A change in points of a scale, to a tenth and with its sign: what people can make use of. */
export function pointText(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const tenths = Math.round(10 * value) / 10;
  return signedText(tenths === 0 ? 0 : tenths, 12);
}
