// Simulates the cohorts of protocols/natural-history.yaml and protocols/community.yaml and prints their
// figures beside what has been published: npm run cohort [-- SUBJECTS]. Parameters are the typical ones;
// only people differ. The other knees of the community are those of the same people.

import { readFileSync } from "node:fs";
import { loadKnee } from "@chondron/knee";
import { overrideProtocol, readProtocol, runTrial } from "@chondron/trial";
import { bothKnees, cohortFigures } from "./cohort-figures.mjs";
import { communityTargets, establishedTargets } from "./cohort-targets.mjs";

const knee = loadKnee();
const patients = Number(process.argv[2] ?? 2000);

async function simulate(id, population = {}) {
  const text = readFileSync(new URL(`../protocols/${id}.yaml`, import.meta.url), "utf8");
  const { protocol } = readProtocol(text, `${id}.yaml`, knee);
  const sized = overrideProtocol(protocol, { patients });
  if (!sized.protocol) throw new Error(sized.diagnostics[0].message);
  const { summary, replicates, timing } = await runTrial(
    {
      ...sized.protocol,
      population: { ...sized.protocol.population, ...population },
      variation: { ...sized.protocol.variation, priors: false },
    },
    knee,
  );
  return { summary, table: replicates[0], timing };
}

function show(title, { summary, timing }, figures, targets) {
  console.log(`\n${title}: ${patients} knees, ${timing.totalSeconds.toFixed(0)} s`);
  for (const [id, label, low, high, source] of targets) {
    const value = figures[id];
    const verdict = value >= low && value <= high ? "within" : "OUTSIDE";
    console.log(`  ${label.padEnd(36)} ${text(value)}  ${verdict} ${low} to ${high}  ${source}`);
  }
  const asked = new Set(targets.map(([id]) => id));
  const rest = Object.entries(figures).filter(([id]) => !asked.has(id));
  console.log(`  also: ${rest.map(([id, value]) => `${id} ${text(value)}`).join(", ")}`);
  console.log(`  accepted: ${acceptance(summary)}`);
}

const text = (value) => String(Number(value.toPrecision(3)));

function acceptance({ flow }) {
  const out = flow.excluded.filter(({ count }) => count > 0);
  const reasons = out.map(({ reason, count }) => `${reason} ${count}`).join(", ");
  const { assessed, randomised } = flow;
  return `${randomised} of ${assessed} (${Math.round((100 * randomised) / assessed)} %); ${reasons}`;
}

const established = await simulate("natural-history");
show("Established", established, cohortFigures(established.table), establishedTargets);
const community = await simulate("community");
show("Community", community, cohortFigures(community.table), communityTargets);
const other = await simulate("community", { side: 1 });
const pairs = bothKnees(community.table, other.table);
console.log("\nBoth knees of the community");
for (const [id, value] of Object.entries(pairs)) console.log(`  ${id} ${text(value)}`);
