import { describe, expect, test } from "vitest";
import { parseAntimony } from "../antimony/parse-antimony.js";
import { checkModel } from "../check.js";
import { renderDiagnostics } from "./render.js";

function render(text: string, color = false): string {
  const { model, diagnostics } = parseAntimony(text, { file: "m.ant" });
  const found = model ? checkModel(model) : diagnostics;
  return renderDiagnostics(found, new Map([["m.ant", text]]), { color });
}

describe("renderDiagnostics", () => {
  test("shows the line, a caret under the place, and the notes", () => {
    const text = "J0: S1 -> ; k*IL1b\nS1 = 1; k = 1\nIL1B = 2";
    expect(render(text).split("\n")).toEqual([
      'm.ant:1:15 CH1202 error: "IL1b" is used in the rate of reaction "J0" but not declared. Declare it and give it a value, or correct the name.',
      "  1 | J0: S1 -> ; k*IL1b",
      "    |               ^^^^",
      '  note: m.ant:3:1 "IL1B" is declared here; names are case-sensitive.',
      "  3 | IL1B = 2",
      "    | ^^^^",
    ]);
  });

  test("keeps carets in step after tabs and cuts long lines around the place", () => {
    expect(render("\tx = = 3").split("\n").slice(1)).toEqual(["  1 |  x = = 3", "    |      ^"]);
    const long = `x = ${"1 + ".repeat(100)}= 3 ${"+ 1".repeat(100)}`;
    const [, line = "", caret = ""] = render(long).split("\n");
    expect(line.length).toBeLessThan(110);
    expect(line[caret.indexOf("^")]).toBe("=");
  });

  test("colours only when asked to, and then only the mark and the carets", () => {
    const text = "x = = 3";
    expect(render(text)).not.toContain("\u001b");
    expect(render(text, true)).toBe(
      render(text)
        .replace("CH1004 error:", "\u001b[1;31mCH1004 error:\u001b[0m")
        .replace("^", "\u001b[1;31m^\u001b[0m"),
    );
  });

  test("names a place in a text that is not at hand", () => {
    const { diagnostics } = parseAntimony("x = = 3", { file: "m.ant" });
    expect(renderDiagnostics(diagnostics)).toBe(
      'm.ant:1:5 CH1004 error: expected a formula, found "=". Complete the formula.',
    );
  });
});
