// Opening a protocol, or the folder of a run: its protocol goes to the editor, its summary is shown.

import type { TrialSummary } from "@chondron/trial";
import { useRef, useState } from "preact/hooks";
import { Problem, type ProblemWords } from "../../shell/problem.js";
import { words } from "../../texts/index.js";
import { showSummary } from "./run-session.js";

const texts = words.trial;
const largestProtocol = 1e6;
const largestSummary = 50e6;

export function OpenFiles({ onText }: { onText(text: string): void }) {
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<ProblemWords>();
  const open = async (found: FileList | null): Promise<void> => {
    if (found && found.length > 0) setProblem(await openAll([...found], onText));
    for (const input of [file, folder]) if (input.current) input.current.value = "";
  };
  return (
    <>
      <button type="button" onClick={() => file.current?.click()}>
        {texts.protocol.openFile}
      </button>
      <button type="button" onClick={() => folder.current?.click()}>
        {texts.protocol.openFolder}
      </button>
      <input
        ref={file}
        hidden
        type="file"
        accept=".yaml,.yml"
        aria-label={texts.protocol.openFile}
        onChange={({ currentTarget }) => open(currentTarget.files)}
      />
      <input
        ref={folder}
        hidden
        type="file"
        {...{ webkitdirectory: true }}
        aria-label={texts.protocol.openFolder}
        onChange={({ currentTarget }) => open(currentTarget.files)}
      />
      {problem ? <Problem {...problem} /> : null}
    </>
  );
}

async function openAll(
  files: readonly File[],
  onText: (text: string) => void,
): Promise<ProblemWords | undefined> {
  const named = (name: string): File | undefined => files.find((file) => file.name === name);
  const protocol = files.length === 1 ? files[0] : named("protocol.yaml");
  const { notRun, notRunCause, notRunNext, tooLarge, tooLargeCause, tooLargeNext } = texts.files;
  if (!protocol) return { problem: notRun, cause: notRunCause, next: notRunNext };
  if (protocol.size > largestProtocol)
    return { problem: tooLarge, place: protocol.name, cause: tooLargeCause, next: tooLargeNext };
  onText(await protocol.text());
  const summary = named("summary.json");
  if (!summary || summary.size > largestSummary) return undefined;
  const read = readSummary(await summary.text());
  if (read) showSummary(read, summary.webkitRelativePath.split("/")[0] || summary.name);
  return undefined;
}

/** Undefined for what no trial has written. */
function readSummary(text: string): TrialSummary | undefined {
  try {
    const value = JSON.parse(text) as Partial<TrialSummary> | null;
    const isSummary = value?.format === "chondron-summary" && value.formatVersion === 1;
    return isSummary ? (value as TrialSummary) : undefined;
  } catch {
    return undefined;
  }
}
