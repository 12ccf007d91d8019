// The folder of a run: saved through the browser's access to folders where it has one, else as a zip file.

import { useState } from "preact/hooks";
import type { TrialRun } from "../../engine/client.js";
import { download } from "../../shell/download.js";
import { Problem } from "../../shell/problem.js";
import { words } from "../../texts/index.js";
import { zipFile } from "./zip-file.js";

const texts = words.trial.files;

/** File System Access API, where the browser has it. */
interface FolderHandle {
  readonly name: string;
  getFileHandle(name: string, options: { readonly create: true }): Promise<FileHandle>;
}
interface FileHandle {
  createWritable(): Promise<{ write(data: Uint8Array): Promise<void>; close(): Promise<void> }>;
}
type FolderPicker = (options: { readonly mode: "readwrite" }) => Promise<FolderHandle>;

function folderPicker(): FolderPicker | undefined {
  return (globalThis as { showDirectoryPicker?: FolderPicker }).showDirectoryPicker;
}

export function RunFiles({ run }: { run: TrialRun }) {
  const [saved, setSaved] = useState("");
  const [cause, setCause] = useState("");
  const pick = folderPicker();
  const saveFolder = async (): Promise<void> => {
    setCause("");
    try {
      const folder = await pick!({ mode: "readwrite" });
      await writeFolder(folder, run.files);
      setSaved(texts.saved(run.files.size, folder.name));
    } catch (error) {
      // Closing the picker without a choice is no problem.
      if (error instanceof Error && error.name === "AbortError") return;
      setCause(error instanceof Error ? error.message : String(error));
    }
  };
  const name = run.summary.id;
  return (
    <section aria-labelledby="files-title">
      <h2 id="files-title">{texts.title}</h2>
      <p>{texts.words}</p>
      <p class="actions">
        {pick ? (
          <button type="button" onClick={saveFolder}>
            {texts.saveFolder}
          </button>
        ) : null}
        <button type="button" onClick={() => saveZip(name, run.files)}>
          {texts.saveZip}
        </button>
      </p>
      <p role="status">{saved}</p>
      {cause === "" ? null : <Problem problem={texts.problem} cause={cause} next={texts.next} />}
      <ul class="file-list">
        {[...run.files].map(([file, content]) => (
          <li key={file}>
            <button type="button" onClick={() => download(file, copyOf(content), typeOf(file))}>
              {texts.file(file, sizeWords(content.length))}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The manifest comes last, as it holds the sums of the others. */
async function writeFolder(folder: FolderHandle, files: TrialRun["files"]): Promise<void> {
  for (const [name, content] of files) {
    const handle = await folder.getFileHandle(name, { create: true });
    const file = await handle.createWritable();
    await file.write(content);
    await file.close();
  }
}

function saveZip(name: string, files: TrialRun["files"]): void {
  const inFolder = new Map([...files].map(([file, content]) => [`${name}/${file}`, content]));
  download(`${name}.zip`, zipFile(inFolder), "application/zip");
}

function copyOf(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(content);
}

function typeOf(file: string): string {
  if (file.endsWith(".json")) return "application/json";
  if (file.endsWith(".html")) return "text/html";
  return file.endsWith(".yaml") ? "application/yaml" : "application/octet-stream";
}

function sizeWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
