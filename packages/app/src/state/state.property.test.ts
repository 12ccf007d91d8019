// Addresses, undo and saved work: what goes in comes out.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageIds, parseRoute, printRoute } from "./route.js";
import { recordChange, redo, startHistory, undo } from "./undo-history.js";
import { emptyWork, withDocument, withQuery } from "./work.js";
import { printWork, readWork } from "./work-file.js";

const part = fc.string({ minLength: 1, maxLength: 8 });
const query = fc.dictionary(
  part.filter((name) => name !== "__proto__"),
  part,
  { maxKeys: 4 },
);

describe("addresses", () => {
  test("every route is read back as it was", () => {
    const route = fc.record({
      page: fc.constantFrom(...pageIds.filter((id) => id !== "home")),
      path: fc.array(part, { maxLength: 3 }),
      query,
    });
    fc.assert(
      fc.property(route, (given) => {
        expect(parseRoute(printRoute(given))).toEqual(given);
      }),
    );
  });

  test.each([
    ["", "home"],
    ["#", "home"],
    ["#/", "home"],
    ["#/evidence/C64", "evidence"],
    ["#evidence", "evidence"],
    ["#/nowhere", undefined],
    ["#/%E0%A4%A", undefined],
  ])("%j leads to %s", (hash, page) => {
    expect(parseRoute(hash)?.page).toBe(page);
  });
});

describe("undo", () => {
  test("as many undos as changes lead back, as many redos forth", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), (values) => {
        let history = startHistory(-1);
        for (const value of values) history = recordChange(history, value, "", 0);
        const last = history;
        for (const _ of values) history = undo(history);
        expect(history.present).toBe(-1);
        for (const _ of values) history = redo(history);
        expect(history.present).toBe(last.present);
        expect(history.past).toEqual(last.past);
      }),
    );
  });

  test("one gesture in quick succession is one step, after a pause another", () => {
    let history = startHistory(0);
    for (const time of [0, 200, 400]) history = recordChange(history, time, "drag", time);
    expect(history.past).toEqual([0]);
    history = recordChange(history, 9, "drag", 5000);
    expect(history.past).toEqual([0, 400]);
    expect(undo(undo(history)).present).toBe(0);
    expect(undo(undo(undo(history))).present).toBe(0);
  });

  test("a change after undo drops the future", () => {
    const history = recordChange(undo(recordChange(startHistory(1), 2, "", 0)), 3, "", 0);
    expect(redo(history).present).toBe(3);
  });
});

describe("saved work", () => {
  test("every work is read back as it was", () => {
    fc.assert(
      fc.property(query, part, fc.string(), (values, name, text) => {
        fc.pre(name !== "__proto__");
        const route = { page: "trial", path: [], query: values } as const;
        const work = withDocument(withQuery(emptyWork(), route), name, text);
        const read = readWork(printWork(work));
        expect(read).toMatchObject({ work: { queries: work.queries, documents: work.documents } });
      }),
    );
  });

  test.each([
    ["nonsense", /not JSON/],
    ["[]", /format/],
    ['{"format":"chondron-work","formatVersion":2}', /version 2/],
    ['{"format":"chondron-work","formatVersion":1}', /damaged/],
    [
      '{"format":"chondron-work","formatVersion":1,"queries":{"trial":{"a":1}},"documents":{}}',
      /page "trial"/,
    ],
  ])("%s is refused with its cause", (text, cause) => {
    const read = readWork(text);
    expect("cause" in read && read.cause).toMatch(cause);
  });
});
