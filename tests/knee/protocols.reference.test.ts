// Every protocol that ships with the knee can be read against it without a remark.

import { readdirSync, readFileSync } from "node:fs";
import { kneeFolder, loadKnee } from "@chondron/knee";
import { formatDiagnostic } from "@chondron/model";
import { readProtocol } from "@chondron/trial";
import { describe, expect, it } from "vitest";

const disease = loadKnee();
const folder = new URL("protocols/", kneeFolder);

describe("shipped protocols", () => {
  it.each(readdirSync(folder))("%s is clean", (file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const { protocol, diagnostics } = readProtocol(text, file, disease);
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(`${protocol!.id}.yaml`).toBe(file);
    expect(protocol!.contextOfUse).not.toBe("");
    expect(protocol!.arms.filter((arm) => arm.control)).toHaveLength(1);
  });
});
