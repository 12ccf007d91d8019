// Progress on stderr: one rewritten line on a terminal, a line now and then elsewhere (logs of a
// batch job). Shows the stage, the share, the rate and what time remains at that rate.

import type { Terminal } from "./terminal.js";

export interface ProgressReport {
  /** What is being done, e.g. "trial 3 of 40, screening". */
  readonly stage: string;
  /** Share of all the work, 0 to 1. */
  readonly share: number;
  /** All the work in `unit`s, for the rate. */
  readonly total: number;
  /** e.g. "patients" */
  readonly unit: string;
}

/** Milliseconds between two lines. */
const screenInterval = 100;
const logInterval = 10_000;

/** `now` in milliseconds; the clock is a parameter so that tests own it. */
export class Progress {
  readonly #start: number;
  #lastShown: number;
  #onScreen = false;

  constructor(
    readonly terminal: Terminal,
    readonly now: () => number = () => performance.now(),
  ) {
    this.#start = now();
    this.#lastShown = terminal.interactive ? Number.NEGATIVE_INFINITY : this.#start;
  }

  update(report: ProgressReport): void {
    const now = this.now();
    const interval = this.terminal.interactive ? screenInterval : logInterval;
    if (now - this.#lastShown < interval) return;
    this.#lastShown = now;
    this.#show(progressLine(report, now - this.#start));
  }

  /** Take the rewritten line off the screen. */
  clear(): void {
    if (this.#onScreen) this.terminal.note("\r\u001b[2K");
    this.#onScreen = false;
  }

  #show(line: string): void {
    if (!this.terminal.interactive) {
      this.terminal.note(`${line}\n`);
      return;
    }
    this.#onScreen = true;
    this.terminal.note(`\r\u001b[2K${line.slice(0, this.terminal.columns - 1)}`);
  }
}

/** "trial 3 of 40, screening  21 %  210 patients/s  1 min 5 s left" */
export function progressLine(report: ProgressReport, elapsedMilliseconds: number): string {
  const seconds = Math.max(elapsedMilliseconds / 1000, 1e-3);
  const words = [report.stage, `${Math.floor(100 * report.share)} %`];
  if (report.share <= 0) return words.join("  ");
  const rate = (report.share * report.total) / seconds;
  words.push(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)} ${report.unit}/s`);
  if (report.share < 1)
    words.push(`${durationWords((seconds * (1 - report.share)) / report.share)} left`);
  return words.join("  ");
}

/** Seconds as "8 s", "3 min 20 s" or "2 h 5 min". */
export function durationWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
