// Reading values off a plot: a position along x that pointer and arrow keys move alike. The plot has
// the role of a slider, so that its value is spoken where a screen reader meets it.

import { useState } from "preact/hooks";

export interface Reader {
  /** Index into the positions; undefined until someone reads. */
  readonly index: number | undefined;
  readonly attributes: {
    readonly role: "slider";
    readonly tabIndex: 0;
    readonly "aria-valuemin": number;
    readonly "aria-valuemax": number;
    readonly "aria-valuenow": number;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onBlur: () => void;
  };
}

/** `pixels` are the positions in drawing units, ascending; `width` is the drawing's own width. */
export function useReader(pixels: readonly number[], width: number): Reader {
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const last = Math.max(0, pixels.length - 1);
  const index = chosen === undefined ? undefined : Math.min(chosen, last);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextIndex(event.key, index, last);
    if (next === undefined && event.key !== "Escape") return;
    event.preventDefault();
    setChosen(next);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    if (box.width > 0) setChosen(nearest(pixels, ((event.clientX - box.left) * width) / box.width));
  };
  const clear = (): void => setChosen(undefined);
  return {
    index,
    attributes: {
      role: "slider",
      tabIndex: 0,
      "aria-valuemin": 0,
      "aria-valuemax": last,
      "aria-valuenow": index ?? last,
      onKeyDown,
      onPointerMove,
      onPointerLeave: clear,
      onBlur: clear,
    },
  };
}

/** Where a key leads; undefined for keys that mean nothing here. The first press starts at an end. */
export function nextIndex(
  key: string,
  index: number | undefined,
  last: number,
): number | undefined {
  const big = Math.max(1, Math.round(last / 10));
  const at = (step: number): number => Math.min(last, Math.max(0, (index ?? last) + step));
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at(-1),
    ArrowDown: at(-1),
    ArrowRight: at(1),
    ArrowUp: at(1),
    PageDown: at(-big),
    PageUp: at(big),
    Home: 0,
    End: last,
  };
  return moves[key];
}

/** Index of the position nearest to `pixel`. */
export function nearest(pixels: readonly number[], pixel: number): number {
  let best = 0;
  for (let i = 1; i < pixels.length; i++)
    if (Math.abs(pixels[i]! - pixel) < Math.abs(pixels[best]! - pixel)) best = i;
  return best;
}
