// Antimony texts damaged for fuzzing.

import {
  damagedBy,
  type Mutation,
  oneOf,
  type Piece,
  place,
  plainMutations,
  repeated,
  spliced,
  swapped,
} from "../mutation.test.support.js";

const junk = [
  "",
  "\n",
  ";",
  '"',
  '"""',
  "```",
  "/*",
  "*/",
  "//",
  "#",
  "\\\n",
  "\0",
  "\ud800",
  "\ufeff",
  "µ",
  "end\n",
  "model m()\n",
  "model *m(a, b)\n",
  "function f(x, y)\n",
  'import "other.ant"\n',
  "A: m();\n",
  "B: m(S1, k), timeconv=60, extentconv=k;\n",
  "delete A.x;\n",
  "A.x is y;\n",
  "at time > 1 after 2, priority=x, t0=false: x = x + 1;\n",
  "species $S1 in c = 1;\n",
  "S1 => ; k*S1;\n",
  "2 S1 + S2 -> S3 + ; k;\n",
  "i: S1 -o J0;\n",
  "x := rateOf(y) + delay(y, 2);\n",
  "x' = piecewise(1, x > 2, 3);\n",
  "0 = x - y;\n",
  "unit u = 1e-3 mole^2 / (litre * second);\n",
  "x has u;\n",
  'x identity "urn:miriam:go:GO:1";\n',
  'x notes "t";\n',
  "assert x > 3;\n",
  "--A--B--\n",
  "P: ...*2;\n",
  "x.sboTerm = 9;\n",
  "maximize J0;\n",
  "f(f(1))",
  "-1e999",
  "NaN",
  "__proto__",
  "constructor",
  "const ",
  "var ",
  "'",
  "^-2^-3",
  "a.b.c",
] as const;

/** Lines of a text, mostly one. */
function lines(text: string, random: () => number): Piece {
  const start = text.lastIndexOf("\n", place(text, random)) + 1;
  let end = start;
  const most = random() < 0.7 ? 1 : Math.floor(random() * 20) + 1;
  for (let left = most; left > 0; left -= 1) end = endOf("\n", text, end);
  return [start, end];
}

/** From a place to the end of the statement. */
function statement(text: string, random: () => number): Piece {
  const start = place(text, random);
  return [start, endOf(";", text, start)];
}

function endOf(mark: string, text: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + 1;
}

/** A name or a number after a place. */
function word(text: string, random: () => number): Piece {
  const start = place(text, random);
  const found = /[\w.]+/.exec(text.slice(start, start + 200));
  return found ? [start + found.index, start + found.index + found[0].length] : [start, start];
}

type Wrapper = readonly [before: string, after: string];

const wrappers: readonly Wrapper[] = [
  ["(", ")"],
  ["-", ""],
  ["!", ""],
  ["sin(", ")"],
  ["f(", ")"],
  ["2^", ""],
  ["", "^2"],
  ["piecewise(1, x > 1, ", ")"],
  ["a.", ""],
  ["{", "}"],
];

const mutations: readonly Mutation[] = [
  ...plainMutations(junk),
  (text, random) => spliced(text, lines(text, random), ""),
  (text, random, other) => spliced(text, lines(text, random), other.slice(...lines(other, random))),
  (text, random, other) => {
    const [at] = lines(text, random);
    return spliced(text, [at, at], other.slice(...lines(other, random)));
  },
  (text, random, other) =>
    spliced(text, statement(text, random), other.slice(...statement(other, random))),
  (text, random) => repeated(text, random, lines(text, random)),
  (text, random) => {
    const depth = Math.floor(random() ** 3 * 3000);
    const [start, end] = word(text, random);
    const [before, after] = oneOf(wrappers, random);
    const wrapped = before.repeat(depth) + text.slice(start, end) + after.repeat(depth);
    return spliced(text, [start, end], wrapped);
  },
  (text, random, other) => spliced(text, word(text, random), other.slice(...word(other, random))),
  (text, random) => spliced(text, word(text, random), text.slice(...word(text, random))),
  (text, random) => swapped(text, random, /\b[A-Za-z_]\w*/g),
  (text, random) => swapped(text, random, /[-+*/^=:<>,;'$(){}]+/g),
  (text, random) => swapped(text, random, /[^\n;]+/g),
  (text, _, other) => `${text}\n${other}`,
  (text, random) => `model inner()\n${text}\nend\n${"A: inner();\n".repeat(random() * 3)}`,
];

/** A text of the corpus with one to six changes; never longer than ten million characters. */
export function damaged(corpus: readonly string[], random: () => number): string {
  return damagedBy(mutations, corpus, random);
}
