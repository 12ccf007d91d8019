// One hundred people per group, those the event happens to filled. Shares are rounded to whole
// people; the words beside hold the exact figure and its interval.

import { chartTexts } from "../texts/en-charts.js";
import { ChartFigure } from "./chart-figure.js";
import type { ChartTable, IconArrayProps, IconGroup } from "./chart-props.js";
import { wrapWords } from "./label-spread.js";
import { numberText } from "./number-text.js";
import { type SeriesStyle, seriesStyles } from "./series-style.js";

const person = "M0,1a3.1,3.1 0 1,1 -0.01,0zM-5.4,19.5v-5.2a5.4,5.4 0 0,1 10.8,0v5.2z";
const step = { x: 15, y: 24 };
const groupWidth = 10 * step.x + 26;

export function IconArray(props: IconArrayProps) {
  const looks = seriesStyles(props.groups);
  return (
    <ChartFigure {...props} table={iconTable(props.groups)}>
      {(width) => <Icons {...props} looks={looks} width={width} />}
    </ChartFigure>
  );
}

/** Whole people of a hundred; none where the share is unknown. */
export function peopleOf100(share: number): number {
  return Number.isFinite(share) ? Math.round(100 * Math.min(1, Math.max(0, share))) : 0;
}

export function iconTable(groups: readonly IconGroup[]): ChartTable {
  const percent = (share: number | undefined): number =>
    share === undefined ? Number.NaN : 100 * share;
  return {
    columns: [
      { name: chartTexts.group },
      { name: chartTexts.share, unit: "%" },
      { name: chartTexts.low, unit: "%" },
      { name: chartTexts.high, unit: "%" },
    ],
    rows: groups.map((group) => [
      group.label,
      percent(group.share),
      percent(group.low90),
      percent(group.high90),
    ]),
  };
}

function Icons({
  groups,
  looks,
  width,
  title,
  filledWords,
  restWords,
}: IconArrayProps & { readonly looks: readonly SeriesStyle[]; readonly width: number }) {
  const columns = Math.max(1, Math.min(groups.length, Math.floor(width / groupWidth)));
  const names = groups.map(({ label }) => wrapWords(label, groupWidth - 12, 12.5));
  const lines = Math.max(1, ...names.map(({ length }) => length));
  const head = 15 * (lines - 1);
  const rowHeight = 10 * step.y + 62 + head;
  const height = Math.ceil(groups.length / columns) * rowHeight;
  const used = columns * groupWidth;
  return (
    <svg
      viewBox={`0 0 ${used} ${height}`}
      width={used}
      height={height}
      role="img"
      aria-label={`${title}. ${groups.map(groupWords).join("; ")}. ${filledWords}; ${restWords}.`}
    >
      {groups.map((group, i) => (
        <g
          key={group.id}
          transform={`translate(${(i % columns) * groupWidth},${Math.floor(i / columns) * rowHeight})`}
        >
          <text x={0} y={13} font-size="12.5" font-weight="600" fill="var(--ink)">
            {names[i]!.map((line, k) => (
              <tspan key={line} x={0} dy={k === 0 ? 0 : 15}>
                {line}
              </tspan>
            ))}
          </text>
          <text x={0} y={31 + head} font-size="12" fill="var(--ink-soft)">
            {shareWords(group)}
          </text>
          <People top={head} count={peopleOf100(group.share)} style={group.style ?? looks[i]!} />
        </g>
      ))}
    </svg>
  );
}

function groupWords(group: IconGroup): string {
  return `${group.label}: ${shareWords(group)}`;
}

function shareWords({ share, low90, high90 }: IconGroup): string {
  if (!Number.isFinite(share)) return chartTexts.notEstimable;
  const words = chartTexts.of100(peopleOf100(share));
  if (low90 === undefined || high90 === undefined) return words;
  return `${words} (${numberText(100 * low90, 2)} to ${numberText(100 * high90, 2)})`;
}

function People({
  top,
  count,
  style,
}: {
  readonly top: number;
  readonly count: number;
  readonly style: SeriesStyle;
}) {
  const at = (i: number): string =>
    `translate(${(i % 10) * step.x + 7},${Math.floor(i / 10) * step.y + 40 + top})`;
  return (
    <g>
      {Array.from({ length: 100 }, (_, i) => (
        <path
          key={i}
          d={person}
          transform={at(i)}
          fill={i < count ? style.color : "none"}
          stroke={i < count ? style.color : "var(--ink-faint)"}
        />
      ))}
    </g>
  );
}
