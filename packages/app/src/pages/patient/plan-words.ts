// A plan in words, short enough for the end of a line in a chart.

import type { Therapy } from "@chondron/model";
import { numberText } from "../../charts/number-text.js";
import { words } from "../../texts/index.js";
import { findTherapy, type Plan } from "./plan.js";

/** "saline, 3 ×"; brackets of a therapy's label are left out. */
export function planWords(plan: Plan, therapies: readonly Therapy[]): string {
  const texts = words.patient.plans;
  const parts = plan.flatMap((item) => {
    const found = findTherapy(item, therapies);
    if (!found) return [];
    const label = found.therapy.label.replace(/\s*\(.*\)/, "");
    if (found.route.stop) return [texts.lasting(label, numberText((item.count * item.every) / 7))];
    return [item.count === 1 ? label : texts.times(label, item.count)];
  });
  return parts.length === 0 ? texts.none : parts.join(texts.and);
}
