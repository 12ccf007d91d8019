// verification.tsv against the files it quotes: a figure that has changed there must change here.

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { verificationKinds, verificationRows } from "./verification.js";

const root = new URL("../../../../", import.meta.url);
const rows = verificationRows();

describe("verification.tsv", () => {
  it("has each id once", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(8);
  });

  it.each(rows.map((row) => [row.id, row] as const))("%s stands where it says", (_, row) => {
    expect(verificationKinds).toContain(row.kind);
    expect(readFileSync(new URL(row.file, root), "utf8")).toContain(row.quote);
    const numbers = row.quote.match(/\d+(\.\d+)?(e-?\d+)?/g) ?? [];
    expect(numbers.map(Number)).toContain(row.value);
    expect(existsSync(new URL(row.test, root))).toBe(true);
    expect(row.test).toMatch(/\.test\.ts$/);
  });
});
