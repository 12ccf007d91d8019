// Where the focus goes when a page shows something else in the place of what had it.

import { useEffect, useRef } from "preact/hooks";

/**
 * When `key` changes and the focus was in what is gone, moves it, and the view, to the title of the
 * page. A title takes the focus with `tabIndex={-1}`.
 */
export function useFocusedTitle(key: string): void {
  const shown = useRef(key);
  useEffect(() => {
    const changed = shown.current !== key;
    shown.current = key;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!changed || !lost) return;
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [key]);
}
