// Progress of work in stages whose units do not compare, each with a clock of its own.

import { Progress } from "./progress.js";
import type { Terminal } from "./terminal.js";

export class Stages {
  #stage = "";
  #progress: Progress;

  constructor(readonly terminal: Terminal) {
    this.#progress = new Progress(terminal);
  }

  show(stage: string, done: number, total: number, unit: string): void {
    if (stage !== this.#stage) {
      this.clear();
      this.#progress = new Progress(this.terminal);
      this.#stage = stage;
    }
    this.#progress.update({ stage, share: done / total, total, unit });
  }

  clear(): void {
    this.#progress.clear();
  }
}
