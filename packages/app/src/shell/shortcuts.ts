// Keys of the whole page: undo and redo, except where a field has its own.

import { useEffect } from "preact/hooks";
import { redoChange, undoChange } from "../state/store.js";

export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || editsText(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redoChange();
      else undoChange();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

const textTypes = new Set(["text", "search", "number", "email", "url"]);

function editsText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return textTypes.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}
