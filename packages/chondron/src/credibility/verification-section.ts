// Verification: what tests have shown of the numerics, and what this installation showed of itself.

import { paragraph, section } from "../report/figure.js";
import { plain } from "../report/format.js";
import { table } from "../report/table.js";
import type { CredibilityAssessment } from "./assessment.js";

export function verificationSection({ verification, selfCheck }: CredibilityAssessment): string {
  return section(
    "verification",
    "Verification: the equations are solved right",
    paragraph(
      "Checks that the command made of this installation while it wrote this report, and figures that the tests of the project show on every run.",
    ),
    table({
      caption: "This installation, now",
      showCaption: true,
      columns: [{ head: "Check" }, { head: "Figure" }, { head: "Where", align: "prose" }],
      rows: selfCheck.map(({ label, value, unit, detail }) => [
        label,
        `${plain(value)} ${unit}`.trim(),
        detail,
      ]),
    }),
    table({
      caption: "Shown by tests",
      showCaption: true,
      columns: [
        { head: "Figure" },
        { head: "Value" },
        { head: "Kind", align: "left" },
        { head: "Stands in, shown by", align: "prose" },
      ],
      rows: verification.map((row) => [
        row.label,
        `${plain(row.value)} ${row.unit}`.trim(),
        row.kind === "bound" ? "bound of the test" : "measured",
        row.file === row.test ? row.test : `${row.file}, ${row.test}`,
      ]),
    }),
  );
}
