// Verdicts of evidence and model: a word with a mark whose form differs too, so that nothing hangs on
// colour.

import type { BookClaim, BookResult } from "chondron/ledger";
import { words } from "../../texts/index.js";

type EvidenceVerdict = BookClaim["verdict"];
export type AskedVerdict = BookResult["verdict"] | "not asked";

const marks: Readonly<Record<EvidenceVerdict | AskedVerdict, readonly [string, string]>> = {
  supported: ["●", "good"],
  "partly supported": ["◐", "part"],
  unsupported: ["○", "open"],
  contradicted: ["✕", "bad"],
  "not testable": ["–", "none"],
  holds: ["●", "good"],
  "cannot tell": ["○", "open"],
  "does not hold": ["✕", "bad"],
  "not asked": ["–", "none"],
};

export function askedVerdict(result: BookResult | undefined): AskedVerdict {
  return result?.verdict ?? "not asked";
}

export function Verdicts({ claim, result }: VerdictProps): preact.JSX.Element {
  const model = askedVerdict(result);
  return (
    <span class="verdicts">
      <Badge mark={claim.verdict} text={`evidence: ${claim.verdict}`} />
      <Badge mark={model} text={words.evidence.modelVerdictWords[model]} />
    </span>
  );
}

interface VerdictProps {
  readonly claim: BookClaim;
  readonly result: BookResult | undefined;
}

interface BadgeProps {
  readonly mark: EvidenceVerdict | AskedVerdict;
  readonly text: string;
}

function Badge({ mark, text }: BadgeProps): preact.JSX.Element {
  const [sign, tone] = marks[mark];
  return (
    <span class={`verdict verdict-${tone}`}>
      <span class="verdict-mark" aria-hidden="true">
        {sign}
      </span>
      {text}
    </span>
  );
}
