// The claim put to the model here and now: how many draws and people, live progress, cancel, the answer.

import type { BookClaim, BookResult } from "chondron/ledger";
import { useRef, useState } from "preact/hooks";
import { Problem } from "../../shell/problem.js";
import { words } from "../../texts/index.js";
import { NumberInput } from "../model/number-input.js";
import { problemOf } from "../patient/use-projection.js";
import { sharedEngine } from "../shared-engine.js";
import { AnswerFigure } from "./answer-figure.js";

const text = words.evidence.ask;

interface Asking {
  readonly running: boolean;
  readonly share: number;
  readonly result?: BookResult;
  readonly problem?: { readonly cause: string; readonly help: string };
  readonly cancelled?: boolean;
}

export function AskAgain({ claim }: { readonly claim: BookClaim }): preact.JSX.Element {
  const [draws, setDraws] = useState(10);
  const [patients, setPatients] = useState(50);
  const [seed, setSeed] = useState(1);
  const [asking, setAsking] = useState<Asking>({ running: false, share: 0 });
  const stop = useRef<AbortController | undefined>(undefined);
  const ask = async (): Promise<void> => {
    const own = new AbortController();
    stop.current?.abort();
    stop.current = own;
    setAsking({ running: true, share: 0 });
    try {
      const { experiments } = await sharedEngine().askClaim(
        { claim: claim.id, draws, patients, seed },
        {
          signal: own.signal,
          onProgress: (share) => setAsking({ running: true, share }),
        },
      );
      const [result] = experiments;
      setAsking({ running: false, share: 1, ...(result ? { result } : {}) });
    } catch (error) {
      if (own.signal.aborted) setAsking({ running: false, share: 0, cancelled: true });
      else setAsking({ running: false, share: 0, problem: problemOf(error) });
    }
  };
  return (
    <details class="ask-again">
      <summary>{text.title}</summary>
      <div class="panel-fields">
        <NumberInput
          id="ask-draws"
          label={text.draws}
          value={draws}
          onChange={whole(setDraws, 1000)}
        />
        <NumberInput
          id="ask-patients"
          label={text.patients}
          value={patients}
          onChange={whole(setPatients, 10_000)}
        />
        <NumberInput
          id="ask-seed"
          label={text.seed}
          value={seed}
          onChange={whole(setSeed, 2 ** 32)}
        />
      </div>
      <p class="plan-actions">
        <button type="button" class="primary" onClick={() => void ask()}>
          {text.ask}
        </button>
        {asking.running ? (
          <button type="button" onClick={() => stop.current?.abort()}>
            {text.cancel}
          </button>
        ) : null}
      </p>
      <p role="status" class="field-note">
        {asking.running ? text.progress(Math.round(100 * asking.share)) : ""}
        {asking.cancelled ? text.cancelled : ""}
      </p>
      {asking.problem ? (
        <Problem problem={text.failed} cause={asking.problem.cause} next={asking.problem.help} />
      ) : null}
      {asking.result ? (
        <div class="asked">
          <p>{asking.result.says}</p>
          {asking.result.needed ? <p>{asking.result.needed}</p> : null}
          <AnswerFigure result={{ ...asking.result, id: `${asking.result.id}-asked` }} />
        </div>
      ) : null}
    </details>
  );
}

/** Whole numbers from 1 to the largest. */
function whole(set: (value: number) => void, most: number): (value: number) => void {
  return (value) => set(Math.min(most, Math.max(1, Math.round(value) || 1)));
}
