// The design of the trial beside its arms: who may enter, how they are randomised, when they are seen, what
// is compared, what is measured and how it is analysed.

import type { Disease } from "@chondron/model";
import type { ProtocolEdit } from "@chondron/trial";
import { words } from "../../texts/index.js";
import { Choice, Field } from "./field.js";
import { list, record, shown } from "./protocol-data.js";
import { numberOr, type RowColumn, RowsForm, type RowValues, textColumn } from "./rows-form.js";

export interface DesignFormProps {
  readonly data: unknown;
  readonly disease: Disease;
  edit(edits: readonly ProtocolEdit[], gesture: string): void;
}

const texts = words.trial.form;

export function DesignForm(props: DesignFormProps) {
  return (
    <>
      <Eligibility {...props} />
      <Randomisation {...props} />
      <Visits {...props} />
      <Endpoints {...props} />
      <Analysis {...props} />
    </>
  );
}

/** Which covariate or outcome a rule is about. */
function subjectColumn({ covariates, outcomes }: Disease): RowColumn {
  const named = (kind: string, rows: readonly { readonly id: string; readonly label: string }[]) =>
    rows.map(({ id, label }) => [`${kind}:${id}`, label] as const);
  return {
    id: "subject",
    label: texts.subject,
    choices: [...named("outcome", outcomes), ...named("covariate", covariates)],
    read: ({ outcome, covariate }) =>
      outcome === undefined ? `covariate:${shown(covariate)}` : `outcome:${shown(outcome)}`,
    write: (value) => {
      const [kind, id] = value.split(":");
      return kind === "outcome"
        ? { covariate: undefined, outcome: id }
        : { outcome: undefined, covariate: id };
    },
  };
}

function subjectName({ outcome, covariate }: RowValues): string {
  return shown(outcome) || shown(covariate);
}

function Eligibility({ data, disease, edit }: DesignFormProps) {
  return (
    <RowsForm
      title={texts.eligibility}
      path={["population", "eligibility"]}
      rows={list(record(record(data).population).eligibility)}
      columns={[
        subjectColumn(disease),
        textColumn("from", texts.atLeast),
        textColumn("to", texts.atMost),
      ]}
      nameOf={subjectName}
      added={() => ({ covariate: disease.covariates[0]?.id ?? "", from: 0 })}
      addWords={texts.addRule}
      edit={edit}
    />
  );
}

function Randomisation({ data, disease, edit }: DesignFormProps) {
  const { blockSizes, strata } = record(record(data).randomisation);
  const numbers = (text: string): (number | string)[] | undefined =>
    text.trim() === "" ? undefined : text.split(/[,;\s]+/).map(numberOr);
  return (
    <>
      <h3>{texts.randomisation}</h3>
      <div class="fields">
        <Field
          label={texts.blockSizes}
          value={list(blockSizes).map(shown).join(", ")}
          onChange={(value) =>
            edit(
              [{ path: ["randomisation", "blockSizes"], value: numbers(value) }],
              "protocol blockSizes",
            )
          }
        />
      </div>
      <RowsForm
        title={texts.strata}
        path={["randomisation", "strata"]}
        rows={list(strata)}
        columns={[
          subjectColumn(disease),
          {
            id: "cuts",
            label: texts.cuts,
            read: (row) => list(row.cuts).map(shown).join(", "),
            write: (value) => ({ cuts: numbers(value) ?? [] }),
          },
        ]}
        nameOf={subjectName}
        added={() => ({ outcome: disease.outcomes[0]?.id ?? "", cuts: [0] })}
        addWords={texts.addStratum}
        edit={edit}
      />
    </>
  );
}

function Visits({ data, edit }: DesignFormProps) {
  const rows = list(record(data).visits);
  return (
    <RowsForm
      title={texts.visits}
      path={["visits"]}
      rows={rows}
      columns={[textColumn("label", texts.name), textColumn("at", texts.at)]}
      nameOf={(row) => shown(row.label)}
      added={() => ({
        id: freshId("visit", rows),
        label: texts.newVisit,
        at: texts.newVisitAt,
      })}
      addWords={texts.addVisit}
      least={1}
      edit={edit}
    />
  );
}

const endpointTypes = ["change", "responder", "time-to-event"] as const;
const responderRules = ["omeract-oarsi", "improvement", "state"] as const;

function Endpoints({ data, disease, edit }: DesignFormProps) {
  const { endpoints, visits } = record(data);
  const rows = list(endpoints);
  const outcomes = disease.outcomes.map(({ id, label }) => [id, label] as const);
  const events = disease.naturalHistory.hazardEvents.map(({ id, label }) => [id, label] as const);
  const seen = list(visits).map((visit) => {
    const { id, label } = record(visit);
    return [shown(id), shown(label)] as const;
  });
  const last = seen.at(-1)?.[0] ?? "";
  const type = (row: RowValues): string => shown(row.type);
  const rule = (row: RowValues): string => (type(row) === "responder" ? shown(row.rule) : "");
  const counted = (row: RowValues): boolean =>
    type(row) === "change" || rule(row) === "improvement" || rule(row) === "state";
  const ofRule = (id: "pain" | "function" | "global") =>
    textColumn(id, texts[id], {
      choices: outcomes,
      applies: (row) => rule(row) === "omeract-oarsi",
    });
  return (
    <RowsForm
      title={texts.endpoints}
      path={["endpoints"]}
      rows={rows}
      columns={[
        textColumn("label", texts.name),
        textColumn("type", texts.type, {
          choices: endpointTypes.map((id) => [id, texts.types[id]]),
          write: (value, row) => typeChange(value, disease, shown(row.visit) || last),
        }),
        textColumn("rule", texts.rule, {
          choices: responderRules.map((id) => [id, texts.rules[id]]),
          applies: (row) => type(row) === "responder",
          write: (value, row) => ruleChange(value, row, disease),
        }),
        textColumn("outcome", texts.outcome, { choices: outcomes, applies: counted }),
        ofRule("pain"),
        ofRule("function"),
        ofRule("global"),
        textColumn("by", texts.by, { applies: (row) => rule(row) === "improvement" }),
        textColumn("value", texts.value, { applies: (row) => rule(row) === "state" }),
        textColumn("event", texts.event, {
          choices: events,
          applies: (row) => type(row) === "time-to-event",
        }),
        textColumn("visit", texts.visit, {
          choices: seen,
          applies: (row) => type(row) !== "time-to-event",
        }),
        textColumn("primary", texts.primary, {
          choices: [
            ["", texts.no],
            ["true", texts.yes],
          ],
          read: (row) => (row.primary === true ? "true" : ""),
          write: (value) => ({ primary: value === "true" ? true : undefined }),
        }),
      ]}
      nameOf={(row) => shown(row.label)}
      added={() => ({
        id: freshId("endpoint", rows),
        label: texts.newEndpoint,
        ...typeChange("change", disease, last),
      })}
      addWords={texts.addEndpoint}
      least={1}
      edit={edit}
    />
  );
}

/** A type with the keys that it needs; those of other types go. */
function typeChange(type: string, disease: Disease, visit: string): RowValues {
  const { outcomes, naturalHistory } = disease;
  const none = {
    ...{ rule: undefined, outcome: undefined, visit: undefined, event: undefined },
    ...{ pain: undefined, function: undefined, global: undefined, by: undefined },
    value: undefined,
  };
  const outcome = outcomes[0]?.id;
  const own =
    type === "time-to-event"
      ? { event: naturalHistory.hazardEvents[0]?.id }
      : type === "responder"
        ? { ...ruleChange("improvement", {}, disease), visit }
        : { outcome, visit };
  return { type, ...none, ...own };
}

/** A rule of response with the keys that it needs; those of other rules go. */
function ruleChange(rule: string, { outcome }: RowValues, { outcomes }: Disease): RowValues {
  const first = outcomes[0]?.id;
  const three = (of: string | undefined) => ({ pain: of, function: of, global: of });
  if (rule === "omeract-oarsi")
    return { rule, outcome: undefined, by: undefined, value: undefined, ...three(first) };
  const limit = rule === "state" ? { by: undefined, value: 0 } : { by: 1, value: undefined };
  return { rule, outcome: outcome ?? first, ...limit, ...three(undefined) };
}

function Analysis({ data, disease, edit }: DesignFormProps) {
  const { analysis, measurement, variation, solver, missingData, intercurrentEvents } =
    record(data);
  const set = (path: ProtocolEdit["path"]) => (value: string) =>
    edit(
      [{ path, value: value === "" ? undefined : numberOr(value) }],
      `protocol ${path.join(".")}`,
    );
  const setYes = (path: ProtocolEdit["path"]) => (value: string) =>
    edit([{ path, value: value === "yes" }], `protocol ${path.join(".")}`);
  const yesOrNo = [
    ["yes", texts.yes],
    ["no", texts.no],
  ] as const;
  const said = (value: unknown): string => (value === false ? "no" : "yes");
  const covariates = list(record(analysis).covariates).map(shown).join(", ");
  return (
    <>
      <h3>{texts.analysis}</h3>
      <div class="fields">
        <Choice
          label={texts.uncertain}
          value={said(record(variation).priors)}
          choices={yesOrNo}
          onChange={setYes(["variation", "priors"])}
        />
        <Choice
          label={texts.measurementError}
          value={said(record(measurement).error)}
          choices={yesOrNo}
          onChange={setYes(["measurement", "error"])}
        />
        <Field
          label={texts.confidence}
          value={shown(record(analysis).confidenceLevel ?? 0.95)}
          onChange={set(["analysis", "confidenceLevel"])}
        />
        <Field
          label={texts.adjusted(disease.covariates.length)}
          value={covariates}
          onChange={(value) =>
            edit(
              [
                {
                  path: ["analysis", "covariates"],
                  value: value.trim() === "" ? undefined : value.split(/[,;\s]+/),
                },
              ],
              "protocol analysis covariates",
            )
          }
        />
        <Field
          label={texts.tolerance}
          value={shown(record(solver).relativeTolerance ?? "")}
          onChange={set(["solver", "relativeTolerance"])}
        />
      </div>
      <Field
        wide
        label={texts.missingData}
        value={shown(missingData)}
        onChange={set(["missingData"])}
      />
      <Field
        wide
        label={texts.intercurrentEvents}
        value={shown(intercurrentEvents)}
        onChange={set(["intercurrentEvents"])}
      />
    </>
  );
}

/** An id that no row has. */
function freshId(stem: string, rows: readonly unknown[]): string {
  const known = new Set(rows.map((row) => shown(record(row).id)));
  for (let number = rows.length + 1; ; number++)
    if (!known.has(`${stem}-${number}`)) return `${stem}-${number}`;
}
