// Page Model: the knee as a picture linked to its equations, or a model of the user's own.

import { Problem } from "../../shell/problem.js";
import { printRoute } from "../../state/route.js";
import { usePlace } from "../../state/store.js";
import { words } from "../../texts/index.js";
import { useKnee } from "../use-knee.js";
import { KneeView } from "./knee-view.js";
import { OwnModel } from "./own-model.js";
import "../patient/patient.css";
import "./model.css";

export function ModelPage(): preact.JSX.Element {
  const { route } = usePlace();
  const own = route?.path[0] === "own";
  const texts = words.model;
  const tab = (path: readonly string[], label: string, current: boolean) => (
    <a href={printRoute({ page: "model", path: [...path] })} aria-current={current || undefined}>
      {label}
    </a>
  );
  return (
    <div class="page model">
      <h1>{texts.title}</h1>
      <nav class="tabs" aria-label={texts.tabs.label}>
        {tab([], texts.tabs.knee, !own)}
        {tab(["own"], texts.tabs.own, own)}
      </nav>
      {own ? <OwnModel /> : <Knee />}
    </div>
  );
}

function Knee() {
  const { knee, failure } = useKnee();
  if (failure !== "") return <Problem {...words.problems.pageNotLoaded} cause={failure} />;
  if (!knee)
    return (
      <p class="loading" role="status">
        {words.model.waiting}
      </p>
    );
  const states = knee.model.rules.filter(({ kind }) => kind === "rate").length;
  return (
    <>
      <p class="lede">
        {words.model.lede(states + knee.model.species.length, knee.parameters.length)}
      </p>
      <KneeView knee={knee} />
    </>
  );
}
