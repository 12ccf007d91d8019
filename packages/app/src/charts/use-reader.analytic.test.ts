import { expect, test } from "vitest";
import { nearest, nextIndex } from "./use-reader.js";

test("arrows step, page keys leap, home and end go to the ends, others do nothing", () => {
  expect(nextIndex("ArrowLeft", 5, 40)).toBe(4);
  expect(nextIndex("ArrowRight", 40, 40)).toBe(40);
  expect(nextIndex("PageDown", 5, 40)).toBe(1);
  expect(nextIndex("Home", undefined, 40)).toBe(0);
  expect(nextIndex("End", 0, 40)).toBe(40);
  expect(nextIndex("ArrowLeft", undefined, 40)).toBe(39);
  expect(nextIndex("Tab", 5, 40)).toBeUndefined();
});

test("the pointer reads the nearest position", () => {
  expect(nearest([0, 10, 30], 19)).toBe(1);
  expect(nearest([0, 10, 30], 21)).toBe(2);
  expect(nearest([], 5)).toBe(0);
});
