// Integers by the rules of LEB128 (core specification, section 5.2.2), at the edges where an encoding
// grows by a byte, and read back by an independent decoder.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteWriter } from "./byte-writer.js";

function written(write: (w: ByteWriter) => void): number[] {
  const writer = new ByteWriter();
  write(writer);
  return [...writer.bytes()];
}

/** The value of a signed or unsigned LEB128 encoding, and that it is the shortest there is. */
function decode(bytes: readonly number[], signed: boolean): bigint {
  let value = 0n;
  bytes.forEach((byte, i) => {
    value |= BigInt(byte & 127) << BigInt(7 * i);
    expect((byte & 128) !== 0).toBe(i < bytes.length - 1);
  });
  return signed ? BigInt.asIntN(7 * bytes.length, value) : value;
}

describe("LEB128", () => {
  it.each([
    [0, [0]],
    [127, [0x7f]],
    [128, [0x80, 1]],
    [16_383, [0xff, 0x7f]],
    [16_384, [0x80, 0x80, 1]],
    [624_485, [0xe5, 0x8e, 0x26]],
    [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])("unsigned %d", (value, bytes) => {
    expect(written((w) => w.unsigned(value))).toEqual(bytes);
  });

  it.each([
    [0, [0]],
    [63, [0x3f]],
    [64, [0xc0, 0]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-1, [0x7f]],
    [8191, [0xff, 0x3f]],
    [8192, [0x80, 0xc0, 0]],
    [-123_456, [0xc0, 0xbb, 0x78]],
    [2 ** 31 - 1, [0xff, 0xff, 0xff, 0xff, 0x07]],
    [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
  ])("signed %d", (value, bytes) => {
    expect(written((w) => w.signed(value))).toEqual(bytes);
    expect(written((w) => w.signed64(BigInt(value)))).toEqual(bytes);
  });

  it("signed 64-bit edges", () => {
    for (const value of [2n ** 63n - 1n, -(2n ** 63n), 0xfff0000000000000n]) {
      const bytes = written((w) => w.signed64(value));
      expect(bytes.length).toBeLessThanOrEqual(10);
      expect(decode(bytes, true)).toBe(BigInt.asIntN(64, value));
    }
  });

  it("is read back as it was", () => {
    fc.assert(
      fc.property(fc.integer(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n, big) => {
        expect(
          decode(
            written((w) => w.unsigned(n >>> 0)),
            false,
          ),
        ).toBe(BigInt(n >>> 0));
        expect(
          decode(
            written((w) => w.signed(n)),
            true,
          ),
        ).toBe(BigInt(n));
        expect(
          decode(
            written((w) => w.signed64(big)),
            true,
          ),
        ).toBe(big);
      }),
    );
  });
});

it("doubles and words are little-endian, whatever came before", () => {
  fc.assert(
    fc.property(
      fc.nat(600),
      fc.double(),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      (n, x, b) => {
        const bytes = written((w) => {
          for (let i = 0; i < n; i++) w.byte(i & 255);
          w.float64(x);
          w.integer64(b);
        });
        const view = new DataView(Uint8Array.from(bytes).buffer);
        expect(bytes.length).toBe(n + 16);
        for (let i = 0; i < n; i++) expect(bytes[i]).toBe(i & 255);
        expect(view.getFloat64(n, true)).toBe(x);
        expect(view.getBigUint64(n + 8, true)).toBe(b);
      },
    ),
  );
});

it("text counts bytes, not letters, and blocks their length", () => {
  expect(written((w) => w.text("µg"))).toEqual([3, 0xc2, 0xb5, 0x67]);
  const block = new ByteWriter();
  block.append(new Uint8Array(200).fill(7));
  const bytes = written((w) => w.sized(block));
  expect(bytes.slice(0, 2)).toEqual([0xc8, 1]);
  expect(bytes.length).toBe(202);
});
