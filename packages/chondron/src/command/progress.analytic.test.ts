import { expect, test } from "vitest";
import { collectingTerminal } from "./collecting-terminal.test.data.js";
import { durationWords, Progress, progressLine } from "./progress.js";

const report = (share: number) => ({ stage: "screening", share, total: 1200, unit: "patients" });

test("rate and remaining time follow from the share done", () => {
  expect(progressLine(report(0.25), 10_000)).toBe("screening  25 %  30 patients/s  30 s left");
  expect(progressLine(report(0), 10_000)).toBe("screening  0 %");
  expect(progressLine(report(1), 240_000)).toBe("screening  100 %  5.0 patients/s");
});

test("durations in words", () => {
  expect([0.2, 59, 200, 7500].map(durationWords)).toEqual([
    "1 s",
    "59 s",
    "3 min 20 s",
    "2 h 5 min",
  ]);
});

test("a screen gets one rewritten line, ten times a second at most", () => {
  let now = 0;
  const terminal = collectingTerminal([], { interactive: true });
  const progress = new Progress(terminal, () => now);
  for (now = 0; now <= 1000; now += 10) progress.update(report(now / 2000));
  expect(terminal.notes().match(/\r/g)!.length).toBeLessThanOrEqual(11);
  expect(terminal.notes()).not.toContain("\n");
  progress.clear();
  expect(terminal.notes().endsWith("\r\u001b[2K")).toBe(true);
});

test("a log gets a whole line every ten seconds and no control characters", () => {
  let now = 0;
  const terminal = collectingTerminal([]);
  const progress = new Progress(terminal, () => now);
  for (now = 0; now <= 30_000; now += 100) progress.update(report(now / 60_000));
  progress.clear();
  expect(terminal.notes().split("\n")).toHaveLength(4);
  for (const control of ["\r", "\u001b"]) expect(terminal.notes()).not.toContain(control);
});
