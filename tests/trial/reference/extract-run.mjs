// From a folder of a run: what R needs to repeat its analyses, and what the run's own summary says.
//   node tests/trial/reference/extract-run.mjs RUN_FOLDER
// The committed files come from: chondron trial packages/knee/protocols/ev-msc-saline.yaml --replicates 1

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";

const folder = process.argv[2];
const read = async (table) => {
  const bytes = readFileSync(join(folder, `${table}.parquet`));
  return parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  });
};
const [adsl, adqs, adtte] = await Promise.all(["adsl", "adqs", "adtte"].map(read));
const values = new Map(adqs.map((r) => [`${r.USUBJID}|${r.PARAMCD}|${r.AVISIT}`, r.AVAL]));
const times = new Map(adtte.map((r) => [r.USUBJID, r]));
const measured = [
  ["pain", "WOMPAIN"],
  ["function", "WOMFUN"],
  ["global", "PTGLOB"],
];
const columns = [
  ...["subject", "arm", "stratum"],
  ...measured.flatMap(([name]) => [`${name}_entry`, `${name}_w12`]),
  ...["jsw_entry", "jsw_w104", "days", "event"],
];
const rows = adsl.map((s) => {
  const at = (code, visit) => values.get(`${s.USUBJID}|${code}|${visit}`) ?? "NA";
  const time = times.get(s.USUBJID);
  return [
    ...[s.USUBJID, s.TRT01PN, s.STRATAR],
    ...measured.flatMap(([, code]) => [at(code, "Entry"), at(code, "Week 12")]),
    ...[at("JSWMED", "Entry"), at("JSWMED", "Week 104"), time.AVAL, 1 - time.CNSR],
  ];
});
const place = (name) => new URL(`./${name}`, import.meta.url);
const lines = [columns, ...rows].map((row) => row.join("\t"));
writeFileSync(place("subjects.tsv"), `${lines.join("\n")}\n`);

const summary = JSON.parse(readFileSync(join(folder, "summary.json"), "utf8"));
const { effects, survival, responders, design } = summary;
const extract = {
  arms: design.arms.map(({ id, control }) => ({ id, control })),
  effects: effects.filter((row) => row.atEndpointVisit),
  responders,
  survival,
};
writeFileSync(place("summary-extract.json"), `${JSON.stringify(extract, null, 1)}\n`);
