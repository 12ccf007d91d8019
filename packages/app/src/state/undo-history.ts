// A present with its past and its future. Changes of one gesture (a slider dragged, a word typed) in
// quick succession are one step.

export interface UndoHistory<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The gesture that made the present, and when (ms). */
  readonly gesture?: { readonly name: string; readonly time: number };
}

const pause = 1000;
const longest = 200;

export function startHistory<T>(present: T): UndoHistory<T> {
  return { past: [], present, future: [] };
}

/** The history after a change; `time` in ms. Without a gesture's name every change is a step. */
export function recordChange<T>(
  history: UndoHistory<T>,
  present: T,
  name: string,
  time: number,
): UndoHistory<T> {
  const last = history.gesture;
  const goesOn = name !== "" && last?.name === name && time - last.time < pause;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-longest);
  return { past, present, future: [], gesture: { name, time } };
}

export function undo<T>(history: UndoHistory<T>): UndoHistory<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
  };
}

export function redo<T>(history: UndoHistory<T>): UndoHistory<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
