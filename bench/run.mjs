// Entry of `npm run bench`: one subcommand per table of this folder. Runs the built packages.

import { browser } from "./browser.mjs";
import { engine } from "./engine.mjs";
import { engineProfile } from "./engine-profile.mjs";
import { load } from "./load.mjs";
import { page } from "./page.mjs";

const [name, ...options] = process.argv.slice(2);
const benches = { load, engine, "engine-profile": engineProfile, browser, page };
const bench = benches[name];
if (!bench) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join("|")} [--json FILE]`);
  process.exitCode = 2;
} else {
  await bench(options);
}
