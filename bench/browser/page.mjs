// The page's side: takes the job, warms up, then does what the bench asks for, one order after the
// other. Served together with the built packages (bench-server.mjs).

import { openPool } from "@chondron/solver";
import { timeRuns, warmUp } from "./job-runs.mjs";
import { fromText } from "./plain-data.mjs";

export async function serveOrders() {
  const job = fromText(await (await fetch("/job")).text());
  const pool = await openPool({ workers: 0 });
  let report = { agent: navigator.userAgent, checksums: await warmUp(pool, job) };
  for (;;) {
    const body = JSON.stringify(report);
    const { runs } = await (await fetch("/report", { method: "POST", body })).json();
    if (runs === 0) return;
    report = { seconds: await timeRuns(pool, job, runs) };
  }
}
