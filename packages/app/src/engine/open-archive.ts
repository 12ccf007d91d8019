// Zip files of others' making, within limits: an entry that says it is larger than allowed is not unpacked,
// and neither are more bytes in all.

import { unzipSync } from "fflate";

/** `PK\x03\x04`: the first bytes of a zip file that holds anything. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * Content by path of the entries that `wanted` names, in the order of the archive. Throws RangeError for
 * what is no zip file, or holds more than `most` bytes of them.
 */
export function openArchive(
  bytes: Uint8Array,
  most: number,
  wanted: (path: string) => boolean,
): ReadonlyMap<string, Uint8Array> {
  let sum = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (name.endsWith("/") || !wanted(name)) return false;
    sum += originalSize;
    if (sum > most) throw new RangeError(`it unpacks to more than ${most} bytes`);
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError(`it is no zip file that can be read (${(error as Error).message})`);
  }
}
