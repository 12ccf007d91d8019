// A case as the C header that cvode_main.c includes: right-hand side, analytic Jacobian by compressed
// columns, roots and triggers of events, and jumps (scheduled actions, then events).

import { parseFormula } from "@chondron/model";
import { cStatements, hoistedNodes } from "./c-statements.mjs";
import { compiledOf } from "./case.mjs";

/** Text of the header. Throws where a model has what the C program lacks. */
export function cvodeSource(benchCase) {
  const { compiled, jumps } = withJumpValues(benchCase);
  refuse(compiled);
  const { program, states, parameters } = compiled;
  const hoisted = hoistedNodes(program);
  const columns = compressedColumns(compiled);
  const part = (roots) => cStatements(program, roots, hoisted);
  const observed = states.map((s) => observable(compiled, s.id));
  return [
    `#define N ${states.length}`,
    `#define NP ${parameters.length}`,
    `#define NQ ${Math.max(1, hoisted.size)}`,
    `#define NNZ ${columns.entries.length}`,
    `#define NROOT ${program.roots.length}`,
    `#define NEVENT ${program.triggers.length}`,
    `#define NACTION ${benchCase.actions.length}`,
    table("column_starts", columns.starts),
    table(
      "row_indices",
      columns.entries.map((e) => e.row),
    ),
    table(
      "trigger_starts",
      compiled.events.map((e) => Number(e.initialValue)),
    ),
    method("hoist(const double *restrict p, double *restrict q)", [
      ...cStatements(program, [...hoisted.keys()]),
      ...[...hoisted].map(([id, slot]) => `q[${slot}] = v${id};`),
    ]),
    method(`rhs(${readOnly}, double *restrict f)`, [
      ...part(program.derivatives),
      ...program.derivatives.map((id, i) => `f[${i}] = v${id};`),
    ]),
    method(`jacobian_sparse(${readOnly}, double *restrict J)`, [
      ...part(program.jacobian),
      ...columns.entries.map((e, i) => `J[${i}] = ${e.node === undefined ? "0" : `v${e.node}`};`),
    ]),
    method(`observe(${readOnly}, double *restrict o)`, [
      ...part(observed),
      ...observed.map((id, i) => `o[${i}] = v${id};`),
    ]),
    method(`roots(${readOnly}, double *restrict o)`, [
      ...part(program.roots),
      ...program.roots.map((id, i) => `o[${i}] = v${id};`),
    ]),
    method(`triggers(${readOnly}, int *restrict o)`, [
      ...part(program.triggers),
      ...program.triggers.map((id, i) => `o[${i}] = v${id};`),
    ]),
    method("jump(int k, double t, double *y, double *p, const double *q)", [
      "switch (k) {",
      ...jumps.map((jump, k) => `case ${k}: { ${jumpSource(compiled, jump)} break; }`),
      "}",
    ]),
  ].join("\n");
}

const readOnly =
  "double t, const double *restrict y, const double *restrict p, const double *restrict q";

function method(signature, body) {
  return `static void ${signature} {\n${body.join("\n")}\n}`;
}

function table(name, values) {
  return `static const int ${name}[${values.length + 1}] = { ${[...values, 0].join(", ")} };`;
}

// What a jump assigns is compiled as a variable that can be watched, so that its nodes are in the
// program; states and parameters keep their places.
function withJumpValues({ model, actions }) {
  const events = model.events.map(({ assignments }) =>
    assignments.map(({ variable, expression }) => ({ variable, expression })),
  );
  const parsed = actions.map(({ assignments }) =>
    assignments.map(({ variable, formula }) => ({
      variable,
      expression: parseFormula(formula).expression,
    })),
  );
  const parameters = [];
  const rules = [];
  const jumps = [...parsed, ...events].map((jump, k) =>
    jump.map(({ variable, expression }, i) => {
      const value = `jump_${k}_${i}`;
      parameters.push({ id: value, constant: false });
      rules.push({ kind: "assignment", variable: value, expression });
      return { variable, value };
    }),
  );
  const extended = {
    ...model,
    parameters: [...model.parameters, ...parameters],
    rules: [...model.rules, ...rules],
  };
  return { compiled: compiledOf(extended, actions), jumps };
}

function jumpSource(compiled, jump) {
  const { program, states, parameters } = compiled;
  const targets = jump.map(({ variable, value }) => {
    const state = states.findIndex((s) => s.id === variable);
    const place = state < 0 ? `p[${indexOf(parameters, variable)}]` : `y[${state}]`;
    const compartment = states[state]?.concentrationIn;
    const factors = [value, ...(compartment ? [compartment] : [])];
    return { place, nodes: factors.map((id) => observable(compiled, id)) };
  });
  const roots = targets.flatMap((t) => t.nodes);
  const stores = targets.map((t) => `${t.place} = ${t.nodes.map((id) => `v${id}`).join(" * ")};`);
  return [...cStatements(program, roots), ...stores].join(" ");
}

function observable({ program, observables }, id) {
  return program.observables[observables.indexOf(id)];
}

function indexOf(list, id) {
  const index = list.findIndex((entry) => entry.id === id);
  if (index < 0) throw new Error(`a jump assigns "${id}", which is no state or parameter`);
  return index;
}

/** Entries by column then row, with the whole diagonal, which CVODE's matrix I - γJ needs. */
function compressedColumns({ jacobian, program, states }) {
  const entries = [...jacobian.rows].map((row, i) => ({
    row,
    column: jacobian.columns[i],
    node: program.jacobian[i],
  }));
  const onDiagonal = new Set(entries.filter((e) => e.row === e.column).map((e) => e.row));
  for (let s = 0; s < states.length; s++)
    if (!onDiagonal.has(s)) entries.push({ row: s, column: s });
  entries.sort((a, b) => a.column - b.column || a.row - b.row);
  const starts = Array.from({ length: states.length + 1 }, () => 0);
  for (const { column } of entries) starts[column + 1]++;
  for (let s = 0; s < states.length; s++) starts[s + 1] += starts[s];
  return { entries, starts };
}

function refuse({ algebraicStates, delays, events }) {
  const missing = [
    [algebraicStates.length > 0, "algebraic rules"],
    [delays.length > 0, "delays"],
    [events.some((e) => e.hasDelay || e.hasPriority), "events with delay or priority"],
  ].filter(([has]) => has);
  if (missing.length > 0) throw new Error(`CVODE's program has no ${missing[0][1]}`);
}
