// Archives within limits: what is wanted comes out, what is too large or no archive is refused.

import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { isArchive, openArchive } from "./open-archive.js";

const zip = zipSync({ "a/one.txt": strToU8("one"), "two.bin": new Uint8Array(1000) });

test("wanted entries are unpacked, others are not looked at", () => {
  expect(isArchive(zip)).toBe(true);
  expect(isArchive(strToU8("<sbml"))).toBe(false);
  const found = openArchive(zip, 10, (path) => path.endsWith(".txt"));
  expect([...found].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])).toEqual([
    ["a/one.txt", "one"],
  ]);
});

test("more bytes than allowed, and what is torn, are refused with a reason", () => {
  expect(() => openArchive(zip, 1002, () => true)).toThrow(/more than 1002 bytes/);
  expect(openArchive(zip, 1003, () => true).size).toBe(2);
  expect(() => openArchive(zip.subarray(0, 60), 1e6, () => true)).toThrow(/no zip file/);
});
