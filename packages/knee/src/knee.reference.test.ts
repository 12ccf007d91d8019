// The shipped knee: its tables agree with its text, and what trials need of it is there.

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkTables } from "./check-tables.js";
import { kneeFolder, loadKnee } from "./index.js";

const knee = loadKnee();

describe("the shipped knee", () => {
  it("passes its own checks", () => {
    expect(checkTables(knee.model, knee)).toEqual([]);
  });

  it("has the therapies that trials of the knee compare", () => {
    const ids = knee.therapies.map((therapy) => therapy.id);
    const asked = ["ev", "msc", "saline", "corticosteroid", "hyaluronate", "nsaid", "exercise"];
    for (const id of [...asked, "anabolic", "weight_loss", "knee_replacement"]) {
      expect(ids).toContain(id);
    }
    const routes = (id: string) => knee.therapies.find((t) => t.id === id)!.routes.map((r) => r.id);
    expect(routes("ev")).toEqual(["intra-articular", "intravenous"]);
    expect(routes("msc")).toEqual(["intra-articular", "intravenous"]);
  });

  it("gives lasting therapies an end", () => {
    const lasting = knee.therapies.filter((t) => t.routes.some((r) => r.stop)).map((t) => t.id);
    const expected = ["nsaid", "inos_inhibitor", "ad5_inhibitor", "exercise", "weight_loss"];
    expect(lasting).toEqual(expected);
  });

  it("centres the effect of vesicles in people on none", () => {
    const row = knee.parameters.find((p) => p.id === "h_ev")!;
    expect(row).toMatchObject({ value: 1, prior: "normal(0, 0.15)", low: -1.2, high: 1.2 });
  });

  it("hashes every file it read", () => {
    const models = readdirSync(new URL("model/", kneeFolder)).map((file) => `model/${file}`);
    const tables = ["parameters.tsv", "covariates.tsv", "outcomes.tsv"];
    const plans = ["populations.yaml", "therapies.yaml", "natural-history.yaml"];
    expect(Object.keys(knee.files).sort()).toEqual([...models, ...tables, ...plans].sort());
    for (const hash of Object.values(knee.files)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("marks a grade above D by a source and D without a source as assumed", () => {
    for (const row of knee.parameters) {
      if (row.grade !== "D") expect(row.source, row.id).not.toBe("assumed");
      if (row.source === "assumed") expect(row.status, row.id).toBe("assumed");
    }
  });

  it("lets no patient's parameter vary that has no room to", () => {
    for (const row of knee.parameters.filter((p) => p.variability > 0)) {
      expect(row.low, row.id).toBeLessThan(row.value);
      expect(row.high, row.id).toBeGreaterThan(row.value);
    }
  });

  it("keeps every inhibition factor positive over all ranges", () => {
    const high = (id: string) => knee.parameters.find((p) => p.id === id)!.high;
    const occupancy = Math.max(high("h_ev"), -knee.parameters.find((p) => p.id === "h_ev")!.low);
    for (const id of ["e_ev_nfs", "e_ev_inos", "e_ev_cox", "e_ev_mmp", "e_ev_apo", "e_ev_fls"]) {
      expect(high(id) * occupancy, id).toBeLessThan(1);
    }
    expect(high("e_sec_nfs") * high("h_msc")).toBeLessThan(1);
    for (const row of knee.parameters.filter((p) => p.id.startsWith("e_ta_"))) {
      // The wear factor is a gain: 1 + e, not 1 - e.
      if (row.id !== "e_ta_wear") expect(row.high, row.id).toBeLessThan(1);
    }
    expect(high("e_ns")).toBeLessThan(1);
    expect(high("e_ha_noc") * (1 + high("K_ha"))).toBeLessThan(1);
    expect(high("PLmax")).toBeLessThan(1);
  });
});
