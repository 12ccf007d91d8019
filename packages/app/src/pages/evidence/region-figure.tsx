// A quantity along one parameter or dose: where the claim would hold, and what is known of the
// parameter.

import type { BookResult } from "chondron/ledger";
import { type ChartRule, LineChart } from "../../charts/index.js";
import { numberText, withUnit } from "../../charts/number-text.js";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { EvidenceLink } from "./links.js";

const text = words.evidence;

type Scan = NonNullable<BookResult["scans"]>[number];

interface RegionFigureProps {
  readonly scan: Scan;
  readonly result: BookResult;
  readonly index: BookIndex;
  /** Number of the scan within the experiment. */
  readonly place: number;
}

export function RegionFigure({
  scan,
  result,
  index,
  place,
}: RegionFigureProps): preact.JSX.Element {
  const { quantity = "", unit = "", criteria = [], main } = result;
  const parameter = scan.of === "parameter" ? index.parameters.get(scan.id) : undefined;
  const name = parameter?.label ?? `dose of ${scan.id}`;
  const limits = criteria.filter((one) => one.quantity === main);
  return (
    <>
      <LineChart
        id={`region-${result.id}-${place}`}
        title={text.scanTitle(name, scan.stretches.length > 0)}
        reading={`${text.scanReading(shown(scan.low, scan), shown(scan.high, scan))}${withWords(scan)}`}
        caption={text.scanCaption(result.id)}
        x={{ title: name, unit: scan.unit, log: scan.logarithmic }}
        y={{ title: quantity, unit }}
        series={[
          {
            id: scan.id,
            label: "",
            x: scan.points.map(({ value }) => value),
            middle: scan.points.map((point) => point.quantity ?? Number.NaN),
          },
        ]}
        rules={limits.map(({ direction, limit }) => ({
          value: limit,
          label: text.needs(direction, numberText(limit)),
        }))}
        marks={edges(scan)}
      />
      {parameter ? (
        <p class="soft">
          <EvidenceLink path={["parameter", parameter.id]}>
            {`${parameter.label} (${parameter.id})`}
          </EvidenceLink>
          : {parameter.gradeWords}
        </p>
      ) : null}
    </>
  );
}

/** Where the stretches in which the claim holds begin and end, within what was walked. */
function edges({ stretches }: Scan): ChartRule[] {
  return stretches.flatMap(({ from, to, openBelow, openAbove }) => [
    ...(openBelow ? [] : [{ value: from, label: text.holdsFrom }]),
    ...(openAbove ? [] : [{ value: to, label: text.holdsTo }]),
  ]);
}

function shown(value: number, { unit }: Scan): string {
  return withUnit(numberText(value), unit);
}

function withWords({ with: others }: Scan): string {
  const set = Object.entries(others).map(([id, value]) => `${id} at ${numberText(value)}`);
  return set.length === 0 ? "" : ` ${text.scanWith(set.join(", "))}`;
}
