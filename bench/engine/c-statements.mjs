// Nodes of a program as C statements: one per node, which leaves all further work to the compiler of
// the peer. Subexpressions of parameters alone are computed once per patient, as our own targets do.

import { Graph, liveNodes } from "@chondron/compiler";

const calls = {
  abs: "fabs",
  exp: "exp",
  ln: "log",
  log10: "log10",
  sqrt: "sqrt",
  floor: "floor",
  ceil: "ceil",
  sin: "sin",
  cos: "cos",
  tan: "tan",
  asin: "asin",
  acos: "acos",
  atan: "atan",
  sinh: "sinh",
  cosh: "cosh",
  tanh: "tanh",
  asinh: "asinh",
  acosh: "acosh",
  atanh: "atanh",
  pow: "pow",
  rem: "fmod",
};
const infix = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  lt: "<",
  le: "<=",
  eq: "==",
  and: "&&",
  or: "||",
};

/** Map from node to slot of q: the largest parts that read parameters alone. */
export function hoistedNodes(program) {
  const { nodes } = program;
  const roots = [...program.derivatives, ...program.jacobian];
  const live = liveNodes(Graph.of(nodes), roots);
  const parametric = new Set();
  for (const id of live) {
    const { operation, arguments: args } = nodes[id];
    const leaf = ["parameter", "constant", "truth"].includes(operation);
    if (leaf || (args.length > 0 && args.every((a) => parametric.has(a)))) parametric.add(id);
  }
  const isWorth = (id) =>
    parametric.has(id) && nodes[id].arguments.length > 0 && nodes[id].type === "number";
  const users = live.filter((id) => !parametric.has(id));
  const chosen = new Set([...users.flatMap((id) => nodes[id].arguments), ...roots].filter(isWorth));
  return new Map([...chosen].sort((a, b) => a - b).map((id, slot) => [id, slot]));
}

/** Statements that compute `roots`, each node as a constant named v and its id. */
export function cStatements(program, roots, hoisted = new Map()) {
  const { nodes } = program;
  return needed(nodes, roots, hoisted).map((id) => {
    const type = nodes[id].type === "boolean" ? "int" : "double";
    const value = hoisted.has(id) ? `q[${hoisted.get(id)}]` : expression(nodes[id]);
    return `const ${type} v${id} = ${value};`;
  });
}

function needed(nodes, roots, hoisted) {
  const found = new Set();
  const pending = [...roots];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    if (!hoisted.has(id)) pending.push(...nodes[id].arguments);
  }
  return [...found].sort((a, b) => a - b);
}

function expression({ operation, arguments: args, value }) {
  const [a, b, c] = args.map((id) => `v${id}`);
  if (infix[operation]) return `${a} ${infix[operation]} ${b}`;
  if (calls[operation]) return `${calls[operation]}(${b === undefined ? a : `${a}, ${b}`})`;
  switch (operation) {
    case "constant":
      return literal(value);
    case "truth":
      return String(value);
    case "time":
      return "t";
    case "state":
      return `y[${value}]`;
    case "parameter":
      return `p[${value}]`;
    case "neg":
      return `-${a}`;
    case "not":
      return `!${a}`;
    case "select":
      return `${a} ? ${b} : ${c}`;
    case "min":
      return `${a} < ${b} ? ${a} : ${b}`;
    case "max":
      return `${a} > ${b} ? ${a} : ${b}`;
    case "factorial":
      return `tgamma(${a} + 1.0)`;
    default:
      throw new Error(`CVODE's program has no ${operation}: the model looks into the past`);
  }
}

function literal(value) {
  if (Number.isNaN(value)) return "NAN";
  if (!Number.isFinite(value)) return value > 0 ? "INFINITY" : "-INFINITY";
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
