// Starting, watching and ending a run.

import { Problem } from "../../shell/problem.js";
import { words } from "../../texts/index.js";
import { cancelRun, type RunSession, startRun } from "./run-session.js";

const texts = words.trial.run;

export function RunPanel({ session, text }: { session: RunSession; text: string | undefined }) {
  const { state, progress, run, failure } = session;
  const running = state === "running";
  return (
    <section class="run" aria-labelledby="run-title">
      <h2 id="run-title">{texts.title}</h2>
      <p class="actions">
        <button
          type="button"
          class="primary"
          disabled={running || text === undefined}
          onClick={() => text !== undefined && startRun(text)}
        >
          {texts.start}
        </button>
        {running ? (
          <button type="button" onClick={cancelRun}>
            {texts.cancel}
          </button>
        ) : null}
      </p>
      {running ? (
        <progress aria-label={texts.progress} max={1} value={progress?.share ?? 0} />
      ) : null}
      <p class="run-state" role="status">
        {running && progress ? stateWords(progress) : ""}
        {state === "done" && run
          ? texts.done(texts.seconds(run.seconds), run.workers) +
            (run.tooManyFailures ? ` ${texts.tooManyFailures}` : "")
          : ""}
        {state === "cancelled" ? texts.cancelled : ""}
      </p>
      {state === "failed" ? (
        <Problem problem={texts.problem} cause={failure ?? ""} next={texts.next} />
      ) : null}
    </section>
  );
}

function stateWords(progress: NonNullable<RunSession["progress"]>): string {
  const { phase, replicate, replicates, done, total, rate, seconds } = progress;
  return [
    texts.state(replicate, replicates, texts.phases[phase]),
    texts.patients(done, total),
    ...(rate > 0 ? [texts.rate(rate)] : []),
    texts.seconds(seconds),
  ].join(" · ");
}
