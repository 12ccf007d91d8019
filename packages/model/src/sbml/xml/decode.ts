// Bytes to text. SBML is UTF-8 by its specification (L3V2 Core section 4.1), so a declared encoding
// is not looked at: ASCII under any name reads the same, and anything else is refused.

const decoderChunk = 1 << 16;

export type DecodedText =
  | { readonly text: string }
  /** Byte offset, and line and column, of the first byte that is not UTF-8. */
  | { readonly byte: number; readonly line: number; readonly column: number };

/** The text of UTF-8 bytes, without its byte order mark. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return placeOf(firstBadByte(bytes), bytes);
  }
}

/** Longest prefix that decodes, found by chunks and then by halves. */
function firstBadByte(bytes: Uint8Array): number {
  let start = 0;
  while (start < bytes.length && decodes(bytes, start, start + decoderChunk))
    start = characterStart(bytes, start + decoderChunk);
  let good = start;
  let bad = Math.min(start + decoderChunk, bytes.length);
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes, start, middle)) good = middle;
    else bad = middle;
  }
  return unfinishedCharacter(bytes, Math.min(good, Math.max(bytes.length - 1, 0)));
}

/** Where the character began that broke off at `offset`; `offset` where none did. */
function unfinishedCharacter(bytes: Uint8Array, offset: number): number {
  let start = offset - 1;
  while (start > offset - 3 && (bytes[start]! & 0xc0) === 0x80) start -= 1;
  const lead = bytes[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return length > offset - start ? start : offset;
}

/** Does this part decode, an unfinished character at its end allowed? */
function decodes(bytes: Uint8Array, from: number, to: number): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, to), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The nearest offset at or before `offset` where a character begins. */
function characterStart(bytes: Uint8Array, offset: number): number {
  let start = Math.min(offset, bytes.length);
  while (start > 0 && start < bytes.length && (bytes[start]! & 0xc0) === 0x80) start -= 1;
  return start;
}

function placeOf(byte: number, bytes: Uint8Array): DecodedText {
  const before = new TextDecoder().decode(bytes.subarray(0, byte));
  const lines = before.split("\n");
  return { byte, line: lines.length, column: lines.at(-1)!.length + 1 };
}
