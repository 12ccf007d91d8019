// The knee as shipped, once it has been read.

import type { Disease } from "@chondron/model";
import { useEffect, useState } from "preact/hooks";
import { sharedEngine } from "./shared-engine.js";

export interface KneeState {
  readonly knee?: Disease;
  /** Why it could not be read; "" while all is well. */
  readonly failure: string;
}

export function useKnee(): KneeState {
  const [state, setState] = useState<KneeState>({ failure: "" });
  useEffect(() => {
    let gone = false;
    sharedEngine()
      .knee()
      .then(
        (knee) => {
          if (!gone) setState({ knee, failure: "" });
        },
        (error: unknown) => {
          if (!gone) setState({ failure: error instanceof Error ? error.message : String(error) });
        },
      );
    return () => {
      gone = true;
    };
  }, []);
  return state;
}
