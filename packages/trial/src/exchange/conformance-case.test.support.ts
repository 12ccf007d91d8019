// Finds test cases written by others: the folder in CHONDRON_CASES, by default beside the checkout.
// Reads one file out of a pack (tar.gz) without unpacking the rest.

import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const checkout = fileURLToPath(new URL("../../../../", import.meta.url));

/** Text of a file in a pack; undefined, with a line on the console, where the pack is absent. */
export function readCase(pack: string, path: string): string | undefined {
  const folder = process.env.CHONDRON_CASES ?? "../shared/conformance";
  const file = join(isAbsolute(folder) ? folder : resolve(checkout, folder), pack);
  if (!existsSync(file)) {
    console.log(`skipped: no ${pack} in ${folder}; set CHONDRON_CASES to the folder that has it`);
    return undefined;
  }
  const found = tarEntry(gunzipSync(readFileSync(file)), path);
  if (!found) throw new Error(`${pack} has no ${path}`);
  return found.toString("utf8");
}

/** POSIX.1-1988 ustar: a 512-byte header with name at 0, size in octal at 124, then padded data. */
function tarEntry(tar: Buffer, path: string): Buffer | undefined {
  const field = (start: number, length: number): string =>
    tar.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(field(at + 124, 12).trim() || "0", 8);
    const prefix = field(at + 345, 155);
    const name = prefix ? `${prefix}/${field(at, 100)}` : field(at, 100);
    if (name === path) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}
