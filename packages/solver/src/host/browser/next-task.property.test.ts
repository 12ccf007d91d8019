// The turn of the event loop on the message channels of Node, which browsers have alike.

import { expect, test } from "vitest";
import { nextTask } from "./next-task.js";

// Were it a microtask, no timer would ever fire and this would not end.
test("timers fire while work goes on from turn to turn", async () => {
  let fired = false;
  setTimeout(() => {
    fired = true;
  });
  while (!fired) await nextTask();
  expect(fired).toBe(true);
});

test("turns end in the order in which they were asked for", async () => {
  const ended: number[] = [];
  await Promise.all([0, 1, 2].map((turn) => nextTask().then(() => ended.push(turn))));
  expect(ended).toEqual([0, 1, 2]);
});
