// Packs of test cases written by others (tar.gz): the folder in CHONDRON_CASES, by default beside
// the checkout.

import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const checkout = fileURLToPath(new URL("../../../../../", import.meta.url));

/** Files of a pack by path; empty, with a line on the console, where the pack is absent. */
export function filesOfPack(pack: string): ReadonlyMap<string, Uint8Array> {
  const folder = process.env.CHONDRON_CASES ?? "../shared/conformance";
  const file = join(isAbsolute(folder) ? folder : resolve(checkout, folder), `${pack}.tar.gz`);
  if (existsSync(file)) return untar(gunzipSync(readFileSync(file)));
  console.info(
    `skipped: no ${pack}.tar.gz in ${folder}; set CHONDRON_CASES to the folder that has it`,
  );
  return new Map();
}

/** POSIX.1-1988 ustar: a 512-byte header with name at 0, size in octal at 124, then padded data. */
function untar(tar: Buffer): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  const field = (start: number, length: number): string =>
    tar.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(field(at + 124, 12).trim() || "0", 8);
    const prefix = field(at + 345, 155);
    const name = prefix ? `${prefix}/${field(at, 100)}` : field(at, 100);
    if (name !== "") found.set(name, tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}
