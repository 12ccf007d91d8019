// Search and filters of the evidence.

import fc from "fast-check";
import { expect, test } from "vitest";
import { fits, matcher } from "./filter.js";

test.each([
  ["knee pain", "Pain in the KNEE", true],
  ["muller", "Müller 2019", true],
  ["pain hip", "Pain in the knee", false],
  ["", "anything", true],
  ["  ", "", true],
])("%j in %j: %s", (search, text, found) => {
  expect(matcher(search)(text)).toBe(found);
});

test("a text is found by any of its parts, in any order and case", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zA-Z0-9-]{1,8}$/), { minLength: 1 }), (words) => {
      const search = [...words].reverse().join(" ").toUpperCase();
      expect(matcher(search)("before", words.join(" "), "after")).toBe(true);
    }),
  );
});

test("an empty filter takes all, another only its own value", () => {
  expect(fits(undefined, "a") && fits("", "a") && fits("a", "a")).toBe(true);
  expect(fits("a", "b")).toBe(false);
});
