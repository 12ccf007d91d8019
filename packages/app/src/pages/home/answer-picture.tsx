// The figure of the first screen: vesicles against saline and saline against nothing, on one axis with
// the line of no difference and what the claim needs.

import type { BookResult } from "chondron/ledger";
import { ForestPlot, type ForestRow } from "../../charts/index.js";
import { numberText } from "../../charts/number-text.js";
import { words } from "../../texts/index.js";
import { isTold, toTenth } from "./sentences.js";

const text = words.home;

export function AnswerPicture({
  result,
}: {
  readonly result: BookResult;
}): preact.JSX.Element | null {
  const { quantities = [], main, criteria = [], unit = "" } = result;
  const labels: Readonly<Record<string, string>> = {
    [main ?? ""]: text.rowTherapy,
    saline_alone: text.rowSaline,
  };
  const rows = quantities.flatMap(({ id, mean, low50, high50, low90, high90 }) => {
    const label = labels[id];
    const row: ForestRow = {
      id,
      label: label ?? "",
      estimate: toTenth(mean),
      low50,
      high50,
      low90,
      high90,
    };
    return label === undefined ? [] : [row];
  });
  const shown = quantities.find(({ id }) => id === main);
  if (!shown) return null;
  const limit = criteria.find(({ quantity }) => quantity === main)?.limit;
  return (
    <ForestPlot
      id="first-answer"
      title={text.figureTitle(isTold({ low: shown.low90, high: shown.high90 }))}
      reading={text.figureReading}
      caption={text.figureCaption}
      x={{ title: text.figureAxis, unit }}
      rows={rows}
      none={0}
      rules={
        limit === undefined ? [] : [{ value: limit, label: `${text.needed} ${numberText(limit)}` }]
      }
      leftWords={text.less}
      rightWords={text.more}
    />
  );
}
