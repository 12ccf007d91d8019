// The person: body, knee, complaints, history.

import { numberText } from "../../charts/number-text.js";
import { words } from "../../texts/index.js";
import { Field, NumberControl } from "./field-controls.js";
import type { PatientAnswers } from "./patient-answers.js";
import { scaleEnds } from "./patient-fields.js";

export function PatientForm({ answers }: { readonly answers: PatientAnswers }) {
  const texts = words.patient.form;
  const injured = !["none", "unknown"].includes(answers.choice("injury"));
  const height = answers.number("height")! / 100;
  return (
    <form
      class="patient-form"
      aria-label={texts.title}
      onSubmit={(event) => event.preventDefault()}
    >
      <h2>{texts.title}</h2>
      <fieldset>
        <legend>{texts.complaints}</legend>
        <Field id="painScale" answers={answers} />
        <Scored scale="painScale" value="pain" answers={answers} />
        <Field id="functionScale" answers={answers} />
        <Scored scale="functionScale" value="function" answers={answers} />
        <Field id="kl" answers={answers} />
      </fieldset>
      <fieldset>
        <legend>{texts.body}</legend>
        <Field id="age" answers={answers} />
        <Field id="sex" answers={answers} />
        <Field id="height" answers={answers} />
        <Field id="weight" answers={answers} />
        <p class="field-note">{texts.bmi(numberText(answers.number("weight")! / height ** 2))}</p>
      </fieldset>
      <details>
        <summary>{`${texts.knee}, ${texts.history}`}</summary>
        <fieldset>
          <legend class="spoken">{texts.knee}</legend>
          <Field id="alignment" answers={answers} />
          <Field id="injury" answers={answers} />
          {injured ? <Field id="injuryAge" answers={answers} /> : null}
        </fieldset>
        <fieldset>
          <legend class="spoken">{texts.history}</legend>
          <Field id="heredity" answers={answers} />
          <Field id="occupation" answers={answers} />
          <Field id="iron" answers={answers} />
          {answers.choice("sex") === "female" ? <Field id="hormones" answers={answers} /> : null}
          <Field id="diabetes" answers={answers} />
        </fieldset>
      </details>
    </form>
  );
}

function Scored({
  scale,
  value,
  answers,
}: {
  readonly scale: "painScale" | "functionScale";
  readonly value: "pain" | "function";
  readonly answers: PatientAnswers;
}) {
  const ends = scaleEnds[answers.choice(scale)];
  return ends ? <NumberControl id={value} answers={answers} ends={ends} /> : null;
}
