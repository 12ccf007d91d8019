// Opening a protocol, or a run as a folder or zip file: its protocol goes to the editor, its summary is
// shown.

import type { TrialSummary } from "@chondron/trial";
import { useRef, useState } from "preact/hooks";
import { isArchive, openArchive } from "../../engine/open-archive.js";
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
        accept=".yaml,.yml,.zip"
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

/** A file of a run, from a folder, an archive or alone. */
interface RunFile {
  readonly path: string;
  readonly size: number;
  text(): Promise<string>;
}

async function openAll(
  files: readonly File[],
  onText: (text: string) => void,
): Promise<ProblemWords | undefined> {
  const { notRun, notRunCause, notRunNext, tooLarge, tooLargeCause, tooLargeNext } = texts.files;
  let run: readonly RunFile[];
  try {
    run = await runFiles(files);
  } catch (error) {
    return { problem: notRun, cause: (error as Error).message, next: notRunNext };
  }
  const named = (name: string): RunFile | undefined =>
    run.find(({ path }) => path === name || path.endsWith(`/${name}`));
  const protocol = run.length === 1 ? run[0] : named("protocol.yaml");
  if (!protocol) return { problem: notRun, cause: notRunCause, next: notRunNext };
  if (protocol.size > largestProtocol)
    return { problem: tooLarge, place: protocol.path, cause: tooLargeCause, next: tooLargeNext };
  onText(await protocol.text());
  const summary = named("summary.json");
  if (!summary || summary.size > largestSummary) return undefined;
  const read = readSummary(await summary.text());
  if (!read) {
    const { oldSummary, oldSummaryCause, oldSummaryNext } = texts.files;
    return {
      problem: oldSummary,
      place: summary.path,
      cause: oldSummaryCause,
      next: oldSummaryNext,
    };
  }
  showSummary(read, summary.path.split("/")[0] || summary.path);
  return undefined;
}

/** Throws RangeError for an archive that cannot be opened. */
async function runFiles(files: readonly File[]): Promise<RunFile[]> {
  const [only] = files;
  if (files.length === 1 && only) {
    const start = new Uint8Array(await only.slice(0, 4).arrayBuffer());
    if (isArchive(start)) return fromArchive(new Uint8Array(await only.arrayBuffer()));
  }
  return files.map((file) => ({
    path: file.webkitRelativePath || file.name,
    size: file.size,
    text: () => file.text(),
  }));
}

function fromArchive(bytes: Uint8Array): RunFile[] {
  const wanted = (path: string): boolean => /(^|\/)(protocol\.yaml|summary\.json)$/.test(path);
  return [...openArchive(bytes, largestSummary + largestProtocol, wanted)].map(
    ([path, content]) => ({
      ...{ path, size: content.length },
      text: async () => new TextDecoder().decode(content),
    }),
  );
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
