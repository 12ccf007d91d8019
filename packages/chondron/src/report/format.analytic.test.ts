import { expect, test } from "vitest";
import {
  count,
  fixed,
  inSentence,
  listWords,
  percent,
  plain,
  pValue,
  readableAmounts,
  signed,
  withInterval,
} from "./format.js";

test("numbers have a true minus, no negative zero, and a dash where there is none", () => {
  expect(fixed(-1.25, 1)).toBe("−1.3");
  expect(fixed(-0.04, 1)).toBe("0.0");
  expect(fixed(Number.NaN, 1)).toBe("–");
  expect(signed(0.04, 1)).toBe("0.0");
  expect(signed(0.06, 1)).toBe("+0.1");
});

test("an effect carries its interval, or stands alone where there is none", () => {
  expect(withInterval(-1.9, -9.4, 5.8, 1)).toBe("−1.9 (−9.4 to +5.8)");
  expect(withInterval(-1.9, Number.NaN, 5.8, 1)).toBe("−1.9");
  expect(withInterval(Number.NaN, 0, 1, 1)).toBe("–");
});

test("small p is bounded, never zero", () => {
  expect(pValue(0)).toBe("<0.001");
  expect(pValue(0.0495)).toBe("0.050");
});

test("counts, shares and parameters read at a glance", () => {
  expect(count(1_234_567)).toBe("1\u202f234\u202f567");
  expect(percent(0.1234)).toBe("12.3 %");
  expect(plain(2e10)).toBe("2e10");
  expect(plain(2.738e-5)).toBe("2.738e−5");
  expect(plain(0.25)).toBe("0.25");
  expect(readableAmounts("20000000000 particles on days 0 and 14")).toBe(
    "2 × 10¹⁰ particles on days 0 and 14",
  );
});

test("labels fit into sentences without losing abbreviations", () => {
  expect(inSentence("Stromal cells")).toBe("stromal cells");
  expect(inSentence("EV")).toBe("EV");
  expect(inSentence("WOMAC pain")).toBe("WOMAC pain");
  expect(inSentence("Kellgren-Lawrence grade")).toBe("Kellgren-Lawrence grade");
  expect(listWords(["a", "b", "c"])).toBe("a, b and c");
});
