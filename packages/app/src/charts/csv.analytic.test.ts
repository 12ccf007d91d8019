import { expect, test } from "vitest";
import { tableCsv } from "./csv.js";
import { numberText, pointText, signedText } from "./number-text.js";

test("CSV keeps full precision, quotes what needs it, and leaves missing numbers empty", () => {
  const csv = tableCsv({
    columns: [{ name: "time", unit: "weeks" }, { name: 'the "middle"' }],
    rows: [
      [0.1 + 0.2, "a,b"],
      [Number.NaN, "two\nlines"],
    ],
  });
  expect(csv).toBe(
    'time (weeks),"the ""middle"""\r\n0.30000000000000004,"a,b"\r\n,"two\nlines"\r\n',
  );
});

test("text that a spreadsheet would run is made plain", () => {
  expect(tableCsv({ columns: [{ name: "x" }], rows: [["=1+1"]] })).toBe("x\r\n'=1+1\r\n");
});

test.each([
  [0, "0"],
  [-1.9, "−1.9"],
  [12345, "12,300"],
  [4e11, "4 × 10¹¹"],
  [1e-5, "10⁻⁵"],
  [Number.NaN, "–"],
])("%d reads %s", (value, text) => {
  expect(numberText(value)).toBe(text);
});

test("changes carry their sign", () => {
  expect([signedText(1.5), signedText(-1.5), signedText(0)]).toEqual(["+1.5", "−1.5", "0"]);
});

test("points of a scale are told to a tenth", () => {
  expect([0.0081, -0.04, 12.34, -1.96].map(pointText)).toEqual(["0", "0", "+12.3", "−2"]);
});
