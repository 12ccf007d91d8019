// Page Patient: the answer first, then the person and the plans beside the figures.

import type { Disease } from "@chondron/model";
import { useMemo } from "preact/hooks";
import type { PatientProjection, PatientRequest } from "../../engine/client.js";
import { JointPicture } from "../../joint/joint-picture.js";
import { Problem } from "../../shell/problem.js";
import { printRoute, type Query } from "../../state/route.js";
import { changeQuery, useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import { useKnee } from "../use-knee.js";
import { answerWords, headlinePlan, planLabel } from "./answer-words.js";
import { DriversFigure, EffectFigure, ReplacementFigure, SplitFigure } from "./effect-figures.js";
import { ExpertSection } from "./expert-section.js";
import { type FigureProps, OtherOutcomeFigures, PainFigure } from "./outcome-figures.js";
import { patientCovariates, patientObservations, readAnswers } from "./patient-answers.js";
import { PatientForm } from "./patient-form.js";
import { type ComparedPlans, comparedPlans, readPlans } from "./plan.js";
import { PlanEditor } from "./plan-editor.js";
import { planItemIds } from "./plan-ids.js";
import { planWords } from "./plan-words.js";
import { useProjection } from "./use-projection.js";
import "./patient.css";

const seed = 1;
/** Fewer different lives than this say little. */
const fewLives = 8;

export function PatientPage(): preact.JSX.Element {
  const { knee, failure } = useKnee();
  if (failure !== "")
    return (
      <div class="page">
        <h1>{words.patient.title}</h1>
        <Problem {...words.problems.pageNotLoaded} cause={failure} />
      </div>
    );
  if (!knee)
    return (
      <div class="page">
        <h1>{words.patient.title}</h1>
        <p class="loading" role="status">
          {words.patient.waiting}
        </p>
      </div>
    );
  return <PatientOf knee={knee} />;
}

function PatientOf({ knee }: { readonly knee: Disease }) {
  const [query] = useQuery();
  const plans = readPlans(query);
  const compared = useMemo(
    () => comparedPlans(plans, knee, (plan) => planWords(plan, knee.therapies)),
    [JSON.stringify(plans), knee],
  );
  const state = useProjection(patientRequest(query, compared));
  const answers = readAnswers(query);
  // Figures are drawn anew for new numbers alone, not for every key that is pressed.
  const results = useMemo(
    () =>
      state.projection ? (
        <Results
          projection={state.projection}
          compared={compared}
          expert={query.view === "expert"}
        />
      ) : null,
    [state.projection, compared, query.view],
  );
  return (
    <div class="page patient">
      <Answer projection={state.projection} pending={state.pending} />
      {state.problem ? (
        <Problem
          problem={words.patient.failed}
          cause={state.problem.cause}
          next={`${state.problem.help} ${words.patient.failedNext}`.trim()}
        />
      ) : null}
      <div class="patient-columns">
        <div class="patient-inputs">
          <PatientForm answers={answers} />
        </div>
        <div class="patient-results" aria-busy={state.pending}>
          <PlanEditor plans={plans} therapies={knee.therapies} />
          {compared.addedPlacebo ? <p class="field-note">{words.patient.plans.added}</p> : null}
          <Horizon query={query} />
          {results}
        </div>
      </div>
    </div>
  );
}

/** What the engine is asked for an address and its plans. */
function patientRequest(query: Query, compared: ComparedPlans): PatientRequest {
  const answers = readAnswers(query);
  return {
    covariates: patientCovariates(answers),
    observed: patientObservations(answers),
    plans: compared.plans,
    reference: compared.reference,
    days: horizonYears(query) * 365.25,
    seed,
  };
}

function horizonYears(query: Query): number {
  const years = Number(query.years ?? 2);
  return years >= 0.5 && years <= 10 ? years : 2;
}

function Horizon({ query }: { readonly query: Query }) {
  return (
    <div class="field field-row">
      <label for="field-years">{words.patient.plans.horizon}</label>
      <input
        id="field-years"
        type="number"
        min={0.5}
        max={10}
        step={0.5}
        value={horizonYears(query)}
        onChange={(event) => changeQuery({ years: event.currentTarget.value }, "years")}
      />
    </div>
  );
}

interface AnswerProps {
  readonly projection: PatientProjection | undefined;
  readonly pending: boolean;
}

function Answer({ projection, pending }: AnswerProps) {
  const texts = words.patient;
  if (!projection)
    return (
      <>
        <h1>{texts.title}</h1>
        <p class="lede" role="status">
          {texts.waiting}
        </p>
        <p class="frame">{texts.frame}</p>
      </>
    );
  const answer = answerWords(projection);
  const plan = headlinePlan(projection);
  const { kept, lived } = projection.lives;
  return (
    <>
      {plan === undefined ? null : (
        <p class="kicker">
          {texts.question(planLabel(projection, plan), planLabel(projection, projection.reference))}
        </p>
      )}
      <h1>{answer.effect}</h1>
      <p class="lede">{answer.split}</p>
      {kept < fewLives ? <p class="frame">{texts.tooFew(kept, lived)}</p> : null}
      <p class="frame">{texts.frame}</p>
      <p class="field-note" role="status">
        {pending ? texts.updating : texts.upToDate}
      </p>
    </>
  );
}

interface ResultsProps {
  readonly projection: PatientProjection;
  readonly compared: ComparedPlans;
  readonly expert: boolean;
}

function Results({ projection, compared, expert }: ResultsProps) {
  const texts = words.patient;
  const figures: FigureProps = {
    projection,
    therapies: planItemIds(compared.plans),
    caption: captionWords(projection),
  };
  return (
    <>
      <ViewChoice expert={expert} />
      <PainFigure {...figures} />
      <section>
        <h2>{texts.sections.placebo}</h2>
        <SplitFigure {...figures} />
        {expert ? <EffectFigure {...figures} /> : null}
      </section>
      <section>
        <h2>{texts.sections.replacement}</h2>
        <ReplacementFigure {...figures} />
      </section>
      <section>
        <h2>{texts.sections.structure}</h2>
        <KneeToday projection={projection} />
        <OtherOutcomeFigures {...figures} />
      </section>
      <section>
        <h2>{texts.sections.drivers}</h2>
        <DriversFigure {...figures} of="value" />
        {expert ? <DriversFigure {...figures} of="difference" /> : null}
      </section>
      <section>
        <h2>{texts.sections.unknown}</h2>
        <ul>
          {texts.unknown.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <p>
          <a href={printRoute({ page: "evidence" })}>{texts.evidenceLink}</a>
          {" · "}
          <a href={printRoute({ page: "model" })}>{texts.modelLink}</a>
        </p>
      </section>
      {expert ? <ExpertSection projection={projection} /> : null}
    </>
  );
}

function captionWords(projection: PatientProjection): string {
  const texts = words.patient.figures;
  const parameters = projection.parameters === "posterior" ? texts.posterior : texts.prior;
  return texts.caption(projection.draws.asked - projection.draws.failed, parameters, seed);
}

function KneeToday({ projection }: { readonly projection: PatientProjection }) {
  const { today } = projection;
  const thickness = today.cartilage_thickness?.q50;
  const space = today.jsw?.q50;
  return (
    <JointPicture
      label={words.patient.sections.picture}
      href={(part) => printRoute({ page: "model", path: ["part", part] })}
      state={{
        ...(thickness === undefined ? {} : { cartilage: thickness }),
        ...(space === undefined ? {} : { jointSpace: space }),
      }}
    />
  );
}

function ViewChoice({ expert }: { readonly expert: boolean }) {
  const texts = words.patient.views;
  const choose = (view: string | undefined) => () => changeQuery({ view }, "view");
  return (
    <fieldset class="view-choice">
      <legend class="spoken">{texts.legend}</legend>
      <label>
        <input type="radio" name="view" checked={!expert} onChange={choose(undefined)} />{" "}
        {texts.plain}
      </label>
      <label>
        <input type="radio" name="view" checked={expert} onChange={choose("expert")} />{" "}
        {texts.expert}
      </label>
    </fieldset>
  );
}
