// The joint picture at a time of its run: a slider with play and stop. Nothing moves unless asked to.

import { useEffect, useState } from "preact/hooks";
import { numberText } from "../../charts/number-text.js";
import {
  type JointFlowId,
  type JointPartId,
  jointFlows,
  jointState,
} from "../../joint/joint-parts.js";
import { JointPicture } from "../../joint/joint-picture.js";
import { printRoute, type Query } from "../../state/route.js";
import { words } from "../../texts/index.js";
import type { JointRun } from "./use-joint-run.js";

export interface JointPlayerProps {
  readonly shown: JointRun;
  readonly selected: JointPartId | undefined;
  readonly query: Query;
  /** Index of the time shown. */
  readonly at: number;
  readonly setAt: (next: number | ((index: number) => number)) => void;
}

export function JointPlayer({ shown, selected, query, at, setAt }: JointPlayerProps) {
  const { run, scenario } = shown;
  const last = run.times.length - 1;
  const [playing, setPlaying] = useState(false);
  useEffect(() => setAt(scenario.id === "wear" ? last : 0), [run]);
  useFrames(playing, () =>
    setAt((index) => {
      if (index < last) return index + 1;
      setPlaying(false);
      return index;
    }),
  );
  const texts = words.model.scenario;
  const time = scenario.shown(run.times[Math.min(at, last)] ?? 0);
  const when =
    scenario.id === "wear" ? texts.years(numberText(time)) : texts.days(numberText(time));
  const value = (symbol: string): number | undefined => run.values[run.ids.indexOf(symbol)]?.[at];
  const play = (): void => {
    if (!playing && at >= last) setAt(0);
    setPlaying(!playing);
  };
  return (
    <figure class="joint-player">
      <JointPicture
        state={jointState(value)}
        label={words.model.joint.label(when)}
        flows={Object.fromEntries(
          (Object.keys(jointFlows) as JointFlowId[]).map((id) => [id, value(jointFlows[id]) ?? 0]),
        )}
        moving={playing}
        href={(part) => printRoute({ page: "model", path: ["part", part], query })}
        {...(selected ? { selected } : {})}
      />
      <div class="player">
        <button type="button" onClick={play}>
          {playing ? texts.stop : texts.play}
        </button>
        <label for="player-time" class="spoken">
          {texts.time}
        </label>
        <input
          id="player-time"
          type="range"
          min={0}
          max={last}
          value={at}
          aria-valuetext={when}
          onInput={(event) => {
            setPlaying(false);
            setAt(Number(event.currentTarget.value));
          }}
        />
        <output for="player-time">{when}</output>
      </div>
      <figcaption>
        {texts.caption}
        {scenario.id === "vesicles" && shown.carriedOver !== undefined
          ? ` ${texts.believed("h_ev", numberText(shown.carriedOver))}`
          : ""}
      </figcaption>
    </figure>
  );
}

/** Calls `step` about thirty times a second while `on`. */
function useFrames(on: boolean, step: () => void): void {
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(step, 33);
    return () => clearInterval(timer);
  }, [on]);
}
