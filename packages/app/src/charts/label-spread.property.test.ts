import { expect, test } from "vitest";
import { spreadLabels, wrapWords } from "./label-spread.js";

test.each([[[50, 51, 52]], [[0, 200, 100, 101]], [[198, 199, 200]]])(
  "labels wanted at %j keep their order, do not overlap and stay inside",
  (wanted) => {
    const wishes = wanted.map((at, i) => ({ at, height: 14 + i }));
    const middles = spreadLabels(wishes, 0, 200);
    const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
    order.slice(1).forEach((i, k) => {
      const above = order[k]!;
      const room = (wishes[i]!.height + wishes[above]!.height) / 2;
      expect(middles[i]! - middles[above]!).toBeGreaterThanOrEqual(room - 1e-9);
    });
    for (const [i, middle] of middles.entries()) {
      expect(middle - wishes[i]!.height / 2).toBeGreaterThanOrEqual(-1e-9);
      expect(middle + wishes[i]!.height / 2).toBeLessThanOrEqual(200 + 1e-9);
    }
  },
);

test("wrapped lines hold the same words and fit", () => {
  const lines = wrapWords("vesicles, three weekly injections", 90, 12);
  expect(lines.join(" ")).toBe("vesicles, three weekly injections");
  for (const line of lines) expect(line.length * 0.54 * 12).toBeLessThanOrEqual(90 + 12);
});
