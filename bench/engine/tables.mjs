// The report of the bench as tables of Markdown.

/** Hands the text of all tables to `write`. */
export function writeTables(report, write) {
  write(
    [
      heading(report),
      speeds(report),
      equalErrors(report),
      cold(report),
      growth(report),
      plots(report),
    ].join("\n\n"),
  );
}

function heading({ machine, pinned, quick, peers }) {
  const names = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  const cores = pinned ? "one core" : "not held to one core";
  const note = quick ? " A quick look, not for quoting." : "";
  return `Measured on ${machine}, ${cores}. Peers: ${names.join(", ") || "none"}.${note}`;
}

/** Ratios of a metric at 1e-4 by model and peer. */
function speeds({ ratios, curves, peers }) {
  const names = Object.keys(peers);
  const header = ["model", "states", "doses", "patients", "reference"];
  const columns = names.flatMap((n) => [`${n}, population`, "single"]);
  const rows = curves.map((c) => {
    const of = (metric, peer) =>
      ratios.find(
        (r) => r.metric === metric && r.model === c.model && r.peer === peer && r.error === 1e-4,
      )?.ratio;
    const cells = names.flatMap((n) => [times(of("population", n)), times(of("single", n))]);
    return [`${c.model}: ${c.title}`, c.states, c.doses, c.patients, agreement(c), ...cells];
  });
  return section(
    "Speed at an achieved error of 1e-4, ours over theirs",
    table([...header, ...columns], rows),
  );
}

/** How far the two references are apart. */
function agreement({ reference }) {
  return reference.agreement?.toExponential(0) ?? "";
}

/** Patients per second of ours and the builds of CVODE at each error. */
function equalErrors({ ratios, peers }) {
  const builds = Object.keys(peers).filter((name) => name.startsWith("CVODE"));
  const populations = ratios.filter((r) => r.metric === "population");
  const rows = populations
    .filter((r) => r.peer === builds[0])
    .map((r) => {
      const others = builds.map((build) =>
        populations.find((o) => o.peer === build && o.model === r.model && o.error === r.error),
      );
      return [
        r.model,
        r.error.toExponential(0),
        `${digits(r.ours)} (${r.way})`,
        ...others.flatMap((o) => [o && `${digits(o.theirs)} (${o.peerWay})`, times(o?.ratio)]),
      ];
    });
  const columns = builds.flatMap((build) => [`${build} (solver)`, "ratio"]);
  const header = ["model", "error", "ours (method)", ...columns];
  return section("Patients per second of one core", table(header, rows));
}

function cold({ curves, peers }) {
  const names = ["ours", ...Object.keys(peers)];
  const rowsOf = (field) =>
    curves.map((c) => [c.model, ...names.map((n) => digits(c.cold?.[n]?.[field]))]);
  const counted = curves.map((c) => [c.model, c.cold?.patients]);
  const memory = rowsOf("mebibytes").map((row, i) => [...row, counted[i][1]]);
  return [
    section(
      "From SBML text to the first result, seconds",
      table(
        ["model", "ours, in a caller's process", ...names],
        rowsOf("first").map(([model, ...rest], i) => [
          model,
          digits(curves[i].cold?.ours?.inLibrary),
          ...rest,
        ]),
      ),
    ),
    section(
      "Peak memory, MiB (ours and CVODE: the patients given, all outputs kept; others: as measured)",
      table(["model", ...names, "patients"], memory),
    ),
  ].join("\n\n");
}

function growth({ exponents }) {
  const { patients, states, doses, workers } = exponents;
  const rows = [
    patients && ["patients", patients.model, patients.exponent.toFixed(3), range(patients)],
    states && ["states", "chains of reactions", states.exponent.toFixed(2), range(states)],
    states?.CVODE && ["states, CVODE", "the same", states.CVODE.exponent.toFixed(2), range(states)],
    doses && ["doses", doses.model, doses.exponent.toFixed(2), range(doses)],
  ].filter(Boolean);
  const text = section(
    "Growth of the cost, fitted exponent (1 is linear)",
    table(["with", "model", "exponent", "range"], rows),
  );
  if (!workers) return text;
  return `${text}\n\nTwo workers: ${workers.gain.toFixed(2)} times one (${workers.model}, ${workers.lanes} patients).`;
}

function plots({ curves }) {
  const images = curves.map((c) => `![${c.model}: work and precision](plots/${c.model}.svg)`);
  return section("Patients per second over achieved error", images.join("\n"));
}

function range({ points }) {
  return `${points[0][0]} to ${points.at(-1)[0]}`;
}

function section(title, text) {
  return `#### ${title}\n\n${text}`;
}

function table(header, rows) {
  const line = (cells) => `| ${cells.map((c) => c ?? "").join(" | ")} |`;
  const rule = `|${header.map((_, i) => (i === 0 ? "---" : "---:")).join("|")}|`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}

function times(ratio) {
  return ratio === undefined ? "" : digits(ratio);
}

function digits(value) {
  if (value === undefined) return "";
  return value >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
