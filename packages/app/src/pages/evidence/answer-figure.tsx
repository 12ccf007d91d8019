// The number behind the model's verdict with its interval, beside what the claim needs.

import type { BookResult } from "chondron/ledger";
import { ForestPlot } from "../../charts/index.js";
import { numberText } from "../../charts/number-text.js";
import { words } from "../../texts/index.js";

const text = words.evidence;

export function AnswerFigure({
  result,
}: {
  readonly result: BookResult;
}): preact.JSX.Element | null {
  const { quantity = "", unit = "", criteria = [], main } = result;
  const number = result.quantities?.find(({ id }) => id === main);
  if (!number) return null;
  const { mean: estimate, low50, high50, low90, high90 } = number;
  const limits = criteria.filter((one) => one.quantity === main);
  return (
    <ForestPlot
      id={`answer-${result.id}`}
      title={text.answerTitle(capital(quantity), text.modelVerdictWords[result.verdict])}
      reading={text.answerReading}
      caption={text.scanCaption(result.id)}
      x={{ title: capital(quantity), unit }}
      rows={[{ id: result.id, label: text.inModel, estimate, low50, high50, low90, high90 }]}
      none={limits[0]?.limit ?? 0}
      rules={limits.map(({ direction, limit }) => ({
        value: limit,
        label: text.needs(direction, numberText(limit)),
      }))}
    />
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
