// The frame around every picture: the finding as its title, how to read it, the picture at the width
// of its column, source and seed, and one click away the numbers as a table, CSV and SVG.

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { download } from "../shell/download.js";
import { chartTexts } from "../texts/en-charts.js";
import type { ChartFrameProps, ChartTable } from "./chart-props.js";
import { tableCsv } from "./csv.js";
import { DataTable } from "./data-table.js";
import { svgDocument } from "./svg-document.js";
import { useWidth } from "./use-width.js";
import "./charts.css";

export interface ChartFigureProps extends ChartFrameProps {
  readonly table: ChartTable;
  readonly children: (width: number) => ComponentChildren;
}

export function ChartFigure(props: ChartFigureProps) {
  const { id, title, reading, caption, table, width: most = 720, children } = props;
  const { ref, width } = useWidth<HTMLDivElement>(most);
  const [open, setOpen] = useState(false);
  const figure = useRef<HTMLElement>(null);
  return (
    <figure class="chart" id={id} ref={figure} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      {reading ? <p class="chart-reading">{reading}</p> : null}
      <div class="chart-drawing" ref={ref}>
        {children(width)}
      </div>
      {caption ? <figcaption>{caption}</figcaption> : null}
      <details
        class="chart-numbers"
        onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
      >
        <summary>
          {chartTexts.table}
          <span class="spoken">: {title}</span>
        </summary>
        {open ? <DataTable caption={title} table={table} /> : null}
        <p class="chart-actions">
          <button type="button" onClick={() => download(`${id}.csv`, tableCsv(table), "text/csv")}>
            {chartTexts.csv}
          </button>
          <button
            type="button"
            onClick={() => figure.current && saveSvg(figure.current, id, title)}
          >
            {chartTexts.svg}
          </button>
        </p>
      </details>
    </figure>
  );
}

function saveSvg(figure: HTMLElement, id: string, title: string): void {
  const svg = figure.querySelector<SVGSVGElement>(".chart-drawing svg");
  if (!svg) return;
  const under = figure.querySelector("canvas")?.toDataURL("image/png");
  download(`${id}.svg`, svgDocument(svg, title, under), "image/svg+xml");
}
