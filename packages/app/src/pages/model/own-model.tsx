// A model of the user's own: opened or typed, read in the worker, its diagnostics in place, then
// simulated, scanned and exported.

import { useRef } from "preact/hooks";
import type { ModelReading } from "../../engine/client.js";
import { isArchive } from "../../engine/open-archive.js";
import { download } from "../../shell/download.js";
import { Problem } from "../../shell/problem.js";
import { useDocument } from "../../state/store.js";
import { words } from "../../texts/index.js";
import { sharedEngine } from "../shared-engine.js";
import { DiagnosticList, offsetOf } from "./diagnostic-list.js";
import { exampleModel } from "./example-model.js";
import { OwnGraph } from "./own-graph.js";
import { ScanPanel } from "./scan-panel.js";
import { SimulatePanel } from "./simulate-panel.js";
import { useTask } from "./use-task.js";

/** Longer texts than this are read but not put into the page's text box. */
const longestText = 2_000_000;

export function OwnModel() {
  const texts = words.model.own;
  const [text = "", setText] = useDocument("model");
  const box = useRef<HTMLTextAreaElement>(null);
  const reading = useTask<ModelReading>();
  const read = (name: string, bytes: Uint8Array): void =>
    reading.run((signal) => sharedEngine().readModel({ name, bytes }, { signal }));
  const readText = (content: string): void =>
    read(content.trimStart().startsWith("<") ? "model.xml" : "model.ant", encode(content));
  const openFile = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.length <= longestText && !isArchive(bytes)) setText(new TextDecoder().decode(bytes));
    read(file.name, bytes);
  };
  const place = (line: number, column: number): void => {
    const at = offsetOf(text, line, column);
    box.current?.focus();
    box.current?.setSelectionRange(at, at);
  };
  const result = reading.value;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way beside the field
    <div
      class="own-model"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void openFile(event.dataTransfer?.files[0]);
      }}
    >
      <h2>{texts.title}</h2>
      <p>{texts.lede}</p>
      <div class="field">
        <label for="own-file">{texts.file}</label>
        <input
          id="own-file"
          type="file"
          accept=".xml,.sbml,.ant,.txt,.antimony,.omex,.zip"
          onChange={(event) => void openFile(event.currentTarget.files?.[0])}
        />
      </div>
      <div class="field">
        <label for="own-text">{texts.text}</label>
        <textarea
          id="own-text"
          ref={box}
          rows={14}
          spellcheck={false}
          value={text}
          aria-describedby="own-status"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <p class="plan-actions">
        <button
          type="button"
          class="primary"
          disabled={text.trim() === ""}
          onClick={() => readText(text)}
        >
          {texts.read}
        </button>
        {text.trim() === "" ? (
          <button
            type="button"
            onClick={() => {
              setText(exampleModel);
              readText(exampleModel);
            }}
          >
            {texts.example}
          </button>
        ) : null}
      </p>
      <p id="own-status" role="status" class="field-note">
        {reading.running
          ? texts.reading
          : result?.handle !== undefined
            ? texts.clean(result.states.length, result.parameters.length)
            : ""}
      </p>
      {reading.problem ? (
        <Problem
          problem={texts.readFailed}
          cause={reading.problem.cause}
          next={reading.problem.help || texts.readFailedNext}
        />
      ) : null}
      {result ? <DiagnosticList diagnostics={result.diagnostics} onPlace={place} /> : null}
      {result?.handle !== undefined ? <ReadModel reading={result} handle={result.handle} /> : null}
    </div>
  );
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function ReadModel({
  reading,
  handle,
}: {
  readonly reading: ModelReading;
  readonly handle: number;
}) {
  const texts = words.model.own;
  const { antimony, sbml } = reading;
  return (
    <>
      <h3>{texts.equations}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="equations" tabIndex={0} aria-label={texts.equations}>
        {reading.equations.map(({ id, text }) => (
          <p key={id}>
            <code>{text}</code>
          </p>
        ))}
      </section>
      {reading.model ? <OwnGraph model={reading.model} /> : null}
      <SimulatePanel key={`simulate${handle}`} reading={reading} handle={handle} />
      <ScanPanel key={`scan${handle}`} reading={reading} handle={handle} />
      <h3>{texts.export}</h3>
      <p class="plan-actions">
        {sbml === undefined ? null : (
          <button type="button" onClick={() => download("model.xml", sbml, "application/xml")}>
            {texts.sbml}
          </button>
        )}
        {antimony === undefined ? null : (
          <button type="button" onClick={() => download("model.ant", antimony, "text/plain")}>
            {texts.antimony}
          </button>
        )}
      </p>
    </>
  );
}
