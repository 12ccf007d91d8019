// Every word of the page, in English. Sentences with numbers are functions. Pages keep theirs in files
// of their own beside this one.

import { evidence } from "./en-evidence.js";
import { home } from "./en-home.js";
import { model } from "./en-model.js";
import { patient } from "./en-patient.js";
import { trial } from "./en-trial.js";

export const en = {
  name: "Chondron",
  /** "30 are supported, 29 are partly supported and 3 are not testable" */
  verdictCounts: (counts: Readonly<Record<string, number>>) =>
    listed(Object.entries(counts).map(([verdict, count]) => `${count} are ${verdict}`)),
  shell: {
    skip: "Skip to the content",
    navigation: "Pages",
    tools: "Tools",
    frame: "Simulated patients. Not medical advice. Nothing leaves this computer.",
    loading: "Loading …",
    undo: "Undo",
    redo: "Redo",
    save: "Save",
    open: "Open",
    openFile: "File with saved work",
    print: "Print",
    theme: "Theme",
    dismiss: "Dismiss",
    footer:
      "Chondron simulates knees. No person took part, and simulated patients are no evidence that a therapy works.",
  },
  themes: { system: "System theme", light: "Light", dark: "Dark" },
  pages: {
    home: { name: "Start", title: "Chondron" },
    patient: { name: "Patient", title: "Patient" },
    trial: { name: "Trial", title: "Trial" },
    model: { name: "Model", title: "Model" },
    evidence: { name: "Evidence", title: "Evidence" },
  },
  notFound: {
    title: "There is no such page",
    cause: (address: string) => `The address "${address}" names no page.`,
    next: "To the first page",
  },
  problems: {
    pageNotLoaded: {
      problem: "The page could not be loaded.",
      next: "Load it again. Where there is no connection: it must have been opened once while there was.",
    },
    fileTooLarge: {
      problem: "This file is too large.",
      cause: "Saved work has at most 20 MB.",
      next: "Open a file that Save has written.",
    },
  },
  home,
  patient,
  trial,
  model,
  evidence,
};

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
