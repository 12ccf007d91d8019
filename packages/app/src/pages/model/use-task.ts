// One task at a time with progress of its own: a new one ends the one before; cancel ends it too.

import { useEffect, useRef, useState } from "preact/hooks";
import { problemOf } from "../patient/use-projection.js";

export interface Task<T> {
  readonly value?: T;
  readonly running: boolean;
  readonly problem?: { readonly cause: string; readonly help: string };
  readonly run: (work: (signal: AbortSignal) => Promise<T>) => void;
  readonly cancel: () => void;
}

type Seen<T> = Pick<Task<T>, "value" | "running" | "problem">;

export function useTask<T>(): Task<T> {
  const [seen, setSeen] = useState<Seen<T>>({ running: false });
  const stop = useRef<AbortController | undefined>(undefined);
  const cancel = (): void => {
    stop.current?.abort();
    setSeen((before) => ({ ...before, running: false }));
  };
  const run = (work: (signal: AbortSignal) => Promise<T>): void => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setSeen(({ value }) => (value === undefined ? { running: true } : { value, running: true }));
    work(mine.signal).then(
      (value) => {
        if (!mine.signal.aborted) setSeen({ value, running: false });
      },
      (error: unknown) => {
        if (!mine.signal.aborted) setSeen({ running: false, problem: problemOf(error) });
      },
    );
  };
  useEffect(() => () => stop.current?.abort(), []);
  return { ...seen, run, cancel };
}
