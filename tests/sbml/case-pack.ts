// Packs of test cases written by others: from the folder in CHONDRON_CASES, by default beside the
// checkout. A pack is a tar.gz, or the folder that it was unpacked to.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const checkout = fileURLToPath(new URL("../../", import.meta.url));

/** Folder with the cases of a pack; undefined, with a line on the console, where it is absent. */
export function openPack(name: string): string | undefined {
  const named = process.env.CHONDRON_CASES ?? "../shared/conformance";
  const folder = isAbsolute(named) ? named : resolve(checkout, named);
  if (existsSync(join(folder, name))) return join(folder, name);
  const archive = join(folder, `${name}.tar.gz`);
  if (existsSync(archive)) return unpack(gunzipSync(readFileSync(archive)), name);
  console.log(`skipped: no ${name} in ${named}; set CHONDRON_CASES to the folder that has it`);
  return undefined;
}

/** POSIX.1-1988 ustar: a 512-byte header with name at 0, size in octal at 124, then padded data. */
function unpack(tar: Buffer, name: string): string {
  const target = mkdtempSync(join(tmpdir(), "chondron-cases-"));
  const field = (start: number, length: number): string =>
    tar.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(field(at + 124, 12).trim() || "0", 8);
    const prefix = field(at + 345, 155);
    const path = join(target, prefix ? join(prefix, field(at, 100)) : field(at, 100));
    const isFile = ["0", ""].includes(field(at + 156, 1)) && field(at, 100) !== "";
    if (isFile && path.startsWith(target)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, tar.subarray(at + 512, at + 512 + size));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return join(target, name);
}
