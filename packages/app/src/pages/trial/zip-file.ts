// Files as one zip archive, stored as they are: what they hold is small or compressed already.
// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
/** Names are UTF-8. */
const utf8Flag = 0x0800;
/** 1 January 1980, midnight: equal files make equal archives. */
const date = 0x0021;

/** The archive; names may hold folders with `/`. */
export function zipFile(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = new TextEncoder().encode(name);
    const facts = [20, utf8Flag, 0, 0, date] as const;
    const sizes = [crc32(content), content.length, content.length] as const;
    const head = record(signatures.local, [...facts], [...sizes], [path.length, 0]);
    central.push(
      record(
        signatures.central,
        [20, ...facts],
        [...sizes],
        [path.length, 0, 0, 0, 0],
        [0, offset],
      ),
      path,
    );
    parts.push(head, path, content);
    offset += head.length + path.length + content.length;
  }
  const length = central.reduce((sum, part) => sum + part.length, 0);
  const end = record(signatures.end, [0, 0, files.size, files.size], [length, offset], [0]);
  return joined([...parts, ...central, end]);
}

/** A signature, then fields of 2, 4, 2 and 4 bytes, little-endian. */
function record(
  signature: number,
  short: readonly number[],
  long: readonly number[],
  shortAfter: readonly number[],
  longAfter: readonly number[] = [],
): Uint8Array {
  const size = 4 + 2 * (short.length + shortAfter.length) + 4 * (long.length + longAfter.length);
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  const put = (value: number, bytes: 2 | 4): void => {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  };
  put(signature, 4);
  for (const value of short) put(value, 2);
  for (const value of long) put(value, 4);
  for (const value of shortAfter) put(value, 2);
  for (const value of longAfter) put(value, 4);
  return new Uint8Array(view.buffer);
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 of ISO 3309, as zip has it. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = table[(c ^ byte) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
