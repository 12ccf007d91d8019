import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { lateOptimisation } from "./late-optimisation.js";

test("this version of V8 knows the option, and waits less by itself", () => {
  const option = lateOptimisation(process.versions.v8);
  if (option === undefined) return;
  const [name, value] = option.split("=");
  const listed = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
  const stated = new RegExp(`^  ${name} \\(.*\\n.*default: ${name}=(\\d+)$`, "m").exec(listed);
  expect(Number(stated?.[1])).toBeGreaterThan(0);
  expect(Number(value)).toBeGreaterThan(2 * Number(stated?.[1]));
});

test("a version of V8 that is not known keeps its own ways", () => {
  expect(lateOptimisation("99.1.2")).toBeUndefined();
  expect(lateOptimisation("11.3.244.8-node.34")).toBe("--interrupt-budget=400000");
});
