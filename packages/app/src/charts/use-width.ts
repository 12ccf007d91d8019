// The width that an element has on the page, so that pictures are drawn at their size and type stays
// legible on narrow screens.

import { useEffect, useRef, useState } from "preact/hooks";

export function useWidth<T extends HTMLElement>(most: number) {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(most);
  useEffect(() => {
    const node = ref.current;
    if (!node || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      const room = Math.floor(entry?.contentRect.width ?? most);
      if (room > 0) setWidth(Math.min(most, room));
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, [most]);
  return { ref, width };
}
