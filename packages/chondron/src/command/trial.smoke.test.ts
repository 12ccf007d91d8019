import { expect, test } from "vitest";
import { inventTrial } from "../report/invented-trial.test.data.js";
import { CliError, ExitCode } from "./cli-error.js";
import { refuseFailures } from "./trial.js";

test("too many failed patients end with 3 and say how many are allowed", () => {
  const result = inventTrial();
  expect(() => refuseFailures(result)).not.toThrow();
  const caught = catchCliError(() => refuseFailures({ ...result, tooManyFailures: true }));
  expect(caught.exitCode).toBe(ExitCode.tooManyFailures);
  expect(caught.message).toContain(
    "CH6012 error: 3 of 62400 integrations failed, more than the 1 % the protocol allows.",
  );
});

function catchCliError(act: () => void): CliError {
  try {
    act();
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
