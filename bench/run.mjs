// Entry of `npm run bench`: one subcommand per table of this folder. Runs the built packages.

import { load } from "./load.mjs";

const [name, ...options] = process.argv.slice(2);
const benches = { load };
const bench = benches[name];
if (!bench) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join("|")} [--json FILE]`);
  process.exitCode = 2;
} else {
  await bench(options);
}
