import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { readTargets } from "./read-targets.js";

function read(text: string) {
  const found: Diagnostic[] = [];
  const rows = readTargets(text, "t.csv", found);
  const said = found.map((d) => `${d.range?.line}:${d.range?.column} ${d.code} ${d.message}`);
  return { rows, said };
}

describe("a table of targets", () => {
  it("needs three columns and takes the rest as unknown", () => {
    const { rows, said } = read("regimen,endpoint,week\nsaline,pain,4\n");
    expect(said).toEqual([]);
    expect(rows[0]).toMatchObject({ id: "row 2", measure: "change", use: "calibrate", week: 4 });
    expect(rows[0]!.value).toBeNaN();
  });

  it("may be separated by tabs, quoted, and have NA for what is not known", () => {
    const { rows } = read("regimen\tendpoint\tweek\tn\nsaline\tpain\t4\tNA\n");
    expect(rows[0]!.n).toBeNaN();
    const quoted = read('regimen,endpoint,week\n"ev days 0,7,14",pain,4\n');
    expect(quoted.rows[0]!.regimen).toBe("ev days 0,7,14");
  });

  it.each([
    ["", "1:1 CH4101 the table cannot be read: nothing in it."],
    ["regimen,endpoint,week\n", "1:1 CH4101 the table cannot be read: a heading and no rows."],
    ["regimen,endpoint\na,b\n", '1:1 CH4102 the table lacks the column "week".'],
    ["regimen,endpoint,week,wek\n", '1:23 CH4103 the column "wek" is not known.'],
    ["regimen,endpoint,week,week\n", '1:23 CH4103 the column "week" stands twice.'],
    ["regimen,endpoint,week\na,b\n", "2:1 CH4104 the row has 2 cells, the heading 3."],
    ["regimen,endpoint,week\na,b,soon\n", '2:5 CH4105 the cell of "week" is "soon".'],
    ["regimen,endpoint,week\na,b,-1\n", '2:5 CH4105 the cell of "week" is "-1".'],
    ["regimen,endpoint,week\n,b,1\n", '2:1 CH4105 the cell of "regimen" is "".'],
    ["regimen,endpoint,week,se\na,b,1,-2\n", '2:7 CH4105 the cell of "se" is "-2".'],
    ["regimen,endpoint,week,use\na,b,1,fit\n", '2:7 CH4105 the cell of "use" is "fit".'],
    ["id,regimen,endpoint,week\nx,a,b,1\nx,a,b,2\n", '3:1 CH4106 the id "x" stands twice.'],
  ])("that is wrong is refused with its place: %j", (text, expected) => {
    expect(read(text).said).toContain(expected);
  });
});
