// Real models from the pack of independent cases: where CHONDRON_CASES says, else
// ../shared/conformance beside the checkout.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(root, process.env.CHONDRON_CASES ?? "../shared/conformance");
const pack = join(folder, "biomodels.tar.gz");

/** SBML bytes of a model by its id; undefined, with a line that says so, where the pack is absent. */
export function readBioModel(id) {
  if (existsSync(pack)) return entry(gunzipSync(readFileSync(pack)), `${id}.xml`);
  console.error(`${id} left out: there is no ${pack}; set CHONDRON_CASES to its folder.`);
  return undefined;
}

/** POSIX.1-1988 ustar: a 512-byte header with name at 0, size in octal at 124, then padded data. */
function entry(tar, name) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const path = tar.toString("latin1", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8) || 0;
    if (path.endsWith(name)) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the pack has no ${name}`);
}
