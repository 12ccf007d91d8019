// The natural history of a simulated cohort in the figures that cohorts and placebo arms report. Takes
// the subject table of a trial whose arms are untreated and whose visits are a year apart. Values are
// the model's own, without error of measurement, except for who was enrolled.

const daysPerYear = 365.25;

/** All figures of one table, by id. */
export function cohortFigures(table) {
  const read = reader(table);
  return { ...structure(table, read), ...replacement(table, read), ...pain(table, read) };
}

function reader(table) {
  const width = table.outcomeIds.length;
  const visits = table.visitDays.length;
  return (outcome) => {
    const column = table.outcomeIds.indexOf(outcome);
    return (subject, visit) => table.underlying[(subject * visits + visit) * width + column];
  };
}

const subjects = (table) => Array.from({ length: table.size }, (_, i) => i);

/** Years without a replacement of the knee. */
function yearsIntact(table, subject) {
  const event = table.eventIds.indexOf("knee_replacement");
  const at = subject * table.eventIds.length + event;
  return { years: table.eventDay[at] / daysPerYear, replaced: table.eventHappened[at] === 1 };
}

const intactAt = (table, subject, years) => {
  const { years: until, replaced } = yearsIntact(table, subject);
  return !replaced || until > years;
};

function structure(table, read) {
  const jsw = read("jsw");
  const grade = (subject, visit) => Math.round(read("kl_grade")(subject, visit));
  const seen = (years) => subjects(table).filter((i) => intactAt(table, i, years));
  const loss = seen(3).map((i) => (jsw(i, 0) - jsw(i, 3)) / 3);
  const worse = share(
    seen(4).filter((i) => grade(i, 0) < 4),
    (i) => grade(i, 4) > grade(i, 0),
  );
  return {
    n: table.size,
    jswMean: mean(subjects(table).map((i) => jsw(i, 0))),
    jswLoss: mean(loss),
    jswLossSd: sd(loss),
    jswLossSkewness: skewness(loss),
    jswLossMedian: quantile(loss, 0.5),
    jswFastShare: share(loss, (x) => x > 0.25),
    jswStableShare: share(loss, (x) => x * 2 < 0.25),
    klProgression: 1 - (1 - worse) ** (1 / 4),
    kl2Share: share(subjects(table), (i) => grade(i, 0) <= 2),
  };
}

function replacement(table, read) {
  const grade = (subject) => Math.round(read("kl_grade")(subject, 0));
  const within2 = share(subjects(table), (i) => !intactAt(table, i, 2));
  const events = subjects(table).map((i) => ({ x: grade(i), ...yearsIntact(table, i) }));
  return { replaced2: within2, replacedPerGrade: Math.exp(rateSlope(events)) };
}

function pain(table, read) {
  const value = read("womac_pain_100");
  const last = table.visitDays.length - 1;
  const all = subjects(table);
  const at = (visit) => all.filter((i) => intactAt(table, i, visit)).map((i) => value(i, visit));
  const stayed = all.filter((i) => intactAt(table, i, last));
  const swing = (i) => sd(Array.from({ length: last + 1 }, (_, visit) => value(i, visit)));
  return {
    painMean: mean(at(0)),
    painSd: sd(at(0)),
    painChange: mean(at(last)) - mean(at(0)),
    painSdLast: sd(at(last)),
    painWithinSd: mean(stayed.map(swing)),
    painKl: correlation(
      all.map((i) => Math.round(read("kl_grade")(i, 0))),
      all.map((i) => value(i, 0)),
    ),
    functionMean: mean(all.map((i) => read("womac_function_100")(i, 0))),
  };
}

/** What the two knees of the same people have in common, from one table a side, by candidate. */
export function bothKnees(index, other) {
  const row = new Map(Array.from(other.candidate, (candidate, i) => [candidate, i]));
  const pairs = subjects(index)
    .filter((i) => row.has(index.candidate[i]))
    .map((i) => [i, row.get(index.candidate[i])]);
  const [a, b] = [reader(index), reader(other)];
  const alike = (outcome) =>
    correlation(
      pairs.map(([i]) => a(outcome)(i, 0)),
      pairs.map(([, j]) => b(outcome)(j, 0)),
    );
  const ill = pairs.filter(([i]) => a("kl_grade")(i, 0) >= 1.5);
  return {
    pairs: pairs.length,
    klBothSides: alike("kl_grade"),
    painBothSides: alike("womac_pain_100"),
    bilateral: share(ill, ([, j]) => b("kl_grade")(j, 0) >= 1.5),
  };
}

export function mean(values) {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

export function sd(values) {
  const m = mean(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - m) ** 2, 0) / (values.length - 1));
}

function skewness(values) {
  const m = mean(values);
  return mean(values.map((x) => (x - m) ** 3)) / sd(values) ** 3;
}

export function correlation(a, b) {
  const [ma, mb] = [mean(a), mean(b)];
  return mean(a.map((x, i) => (x - ma) * (b[i] - mb))) / (sd(a) * sd(b));
}

function share(values, test) {
  return values.filter(test).length / values.length;
}

export function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}

/** Log rate ratio per unit of x of a Poisson model with person-years as exposure, by Newton's method. */
function rateSlope(rows) {
  const total = rows.filter((row) => row.replaced).length;
  if (total === 0) return Number.NaN;
  let slope = 0;
  for (let step = 0; step < 50; step++) {
    let [s0, s1, s2] = [0, 0, 0];
    for (const { x, years } of rows) {
      const weight = years * Math.exp(slope * x);
      s0 += weight;
      s1 += weight * x;
      s2 += weight * x * x;
    }
    const score =
      rows.reduce((sum, { x, replaced }) => sum + (replaced ? x : 0), 0) - total * (s1 / s0);
    const change = score / (total * (s2 / s0 - (s1 / s0) ** 2));
    slope += change;
    if (Math.abs(change) < 1e-9) break;
  }
  return slope;
}
