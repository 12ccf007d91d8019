// A key above the plot, for screens too narrow for labels at the lines' ends: sample of line and
// marker beside each name.

import { markerPaths, type SeriesStyle } from "./series-style.js";

export interface KeyedSeries {
  readonly id: string;
  readonly label: string;
  readonly style: SeriesStyle;
}

export function SeriesKey({ series }: { readonly series: readonly KeyedSeries[] }) {
  return (
    <ul class="chart-key">
      {series.map(({ id, label, style }) => (
        <li key={id}>
          <svg width="34" height="12" viewBox="0 0 34 12" aria-hidden="true">
            <path
              d="M0,6H34"
              stroke={style.color}
              stroke-width="2.25"
              stroke-dasharray={style.dash === "none" ? undefined : style.dash}
            />
            <path d={markerPaths[style.marker]} transform="translate(17,6)" fill={style.color} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
