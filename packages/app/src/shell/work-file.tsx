// Save and open: everything that was made, as one file on this machine.

import { useRef, useState } from "preact/hooks";
import { openWork, usePlace } from "../state/store.js";
import { largestWorkFile, printWork, readWork } from "../state/work-file.js";
import { words } from "../texts/index.js";
import { download } from "./download.js";
import { Problem, type ProblemWords } from "./problem.js";

export function WorkFile(): preact.JSX.Element {
  const { history } = usePlace();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<ProblemWords>();
  const open = async (file: File | undefined): Promise<void> => {
    if (file) setProblem(await openFile(file));
    if (input.current) input.current.value = "";
  };
  const save = (): void =>
    download("chondron-work.json", printWork(history.present), "application/json");
  return (
    <>
      <button type="button" onClick={save}>
        {words.shell.save}
      </button>
      <button type="button" onClick={() => input.current?.click()}>
        {words.shell.open}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={words.shell.openFile}
        hidden
        onChange={({ currentTarget }) => open(currentTarget.files?.[0])}
      />
      {problem ? (
        <div class="file-problem">
          <Problem {...problem} />
          <button type="button" onClick={() => setProblem(undefined)}>
            {words.shell.dismiss}
          </button>
        </div>
      ) : null}
    </>
  );
}

/** Opens the work of a file; the problem where there is one. */
async function openFile(file: File): Promise<ProblemWords | undefined> {
  if (file.size > largestWorkFile) return { ...words.problems.fileTooLarge, place: file.name };
  const read = readWork(await file.text());
  if ("problem" in read) return { ...read, place: file.name };
  openWork(read.work);
  return undefined;
}
