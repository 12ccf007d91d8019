// Page Trial: the protocol as form or text, the run, what it shows, its files.

import { download } from "../../shell/download.js";
import { Problem } from "../../shell/problem.js";
import { useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import { OpenFiles } from "./open-files.js";
import { ProtocolForm } from "./protocol-form.js";
import { Faults, ProtocolText } from "./protocol-text.js";
import { RunFiles } from "./run-files.js";
import { RunPanel } from "./run-panel.js";
import { useRunSession } from "./run-session.js";
import "./trial.css";
import { TrialResults } from "./trial-results.js";
import { type ProtocolState, useProtocol } from "./use-protocol.js";

const texts = words.trial;

export function TrialPage(): preact.JSX.Element {
  const protocol = useProtocol();
  const session = useRunSession();
  const { check, failure, text } = protocol;
  const sound = check?.protocol !== undefined && !protocol.checking;
  return (
    <div class="page trial">
      <h1>{texts.title}</h1>
      <p class="lede">{texts.lede}</p>
      {failure === "" ? null : <Problem {...words.problems.pageNotLoaded} cause={failure} />}
      <ProtocolSection protocol={protocol} />
      <RunPanel session={session} text={sound ? text : undefined} />
      <TrialResults session={session} />
      {session.run ? <RunFiles run={session.run} /> : null}
    </div>
  );
}

function ProtocolSection({ protocol }: { protocol: ProtocolState }) {
  const { text, check, disease, setText, edit } = protocol;
  const [query, setQuery] = useQuery();
  const asText = query.view === "text";
  const diagnostics = check?.diagnostics ?? [];
  return (
    <section aria-labelledby="protocol-title">
      <h2 id="protocol-title">{texts.protocol.title}</h2>
      <div class="actions">
        <Start protocol={protocol} />
        <OpenFiles onText={(opened) => setText(opened, "")} />
        <button
          type="button"
          disabled={text === undefined}
          onClick={() => download("protocol.yaml", text ?? "", "application/yaml")}
        >
          {texts.protocol.saveText}
        </button>
      </div>
      <fieldset class="views">
        <legend class="spoken">{texts.protocol.view}</legend>
        {(["form", "text"] as const).map((view) => (
          <label key={view}>
            <input
              type="radio"
              name="protocol-view"
              checked={asText === (view === "text")}
              onChange={() => setQuery({ view: view === "text" ? "text" : undefined })}
            />{" "}
            {texts.protocol[view]}
          </label>
        ))}
      </fieldset>
      {text === undefined ? <p class="loading">{words.shell.loading}</p> : null}
      {text !== undefined && asText ? (
        <ProtocolText {...{ text, diagnostics }} onText={(typed) => setText(typed)} />
      ) : null}
      {text !== undefined && !asText && disease && check ? (
        <>
          {check.data === undefined ? (
            <p>{texts.form.unreadable}</p>
          ) : (
            <ProtocolForm data={check.data} {...{ disease, edit }} />
          )}
          <Faults diagnostics={diagnostics} />
        </>
      ) : null}
      <p class="soft" role="status">
        {statusWords(protocol)}
      </p>
    </section>
  );
}

function statusWords({ check, checking }: ProtocolState): string {
  if (!check || checking) return texts.protocol.checking;
  const { length } = check.diagnostics;
  return length === 0 ? texts.protocol.sound : texts.protocol.faults(length);
}

/** Choosing one of the protocols that ship; a text of one's own is kept until another is chosen. */
function Start({ protocol: { shipped, text, setText } }: { protocol: ProtocolState }) {
  const current = shipped.find((one) => one.text === text)?.file ?? "";
  const choose = (file: string): void => {
    const chosen = shipped.find((one) => one.file === file);
    if (chosen) setText(chosen.text, "");
  };
  return (
    <label>
      {texts.protocol.start}{" "}
      <select value={current} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {current === "" ? <option value="">{texts.protocol.own}</option> : null}
        {shipped.map(({ file }) => (
          <option value={file} key={file}>
            {file.replace(/\.yaml$/, "")}
          </option>
        ))}
      </select>
    </label>
  );
}
