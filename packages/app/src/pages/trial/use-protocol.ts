// The protocol on the page: its text (part of the saved work, with undo), and what the engine makes of it.

import type { Disease } from "@chondron/model";
import type { ProtocolEdit } from "@chondron/trial";
import { useEffect, useState } from "preact/hooks";
import type { ProtocolCheck } from "../../engine/client.js";
import { useDocument } from "../../state/store.js";
import { sharedEngine } from "../shared-engine.js";

export interface ShippedProtocol {
  readonly file: string;
  readonly text: string;
}

export interface ProtocolState {
  /** Undefined until the engine has brought the protocols that ship. */
  readonly text: string | undefined;
  readonly check: ProtocolCheck | undefined;
  /** True while the check belongs to an older text. */
  readonly checking: boolean;
  readonly shipped: readonly ShippedProtocol[];
  readonly disease: Disease | undefined;
  /** The engine cannot be reached. */
  readonly failure: string;
  setText(text: string, gesture?: string): void;
  edit(edits: readonly ProtocolEdit[], gesture: string): void;
}

const firstProtocol = "ev-msc-saline.yaml";
const pause = 150;

export function useProtocol(): ProtocolState {
  const [own, setOwn] = useDocument("protocol");
  const [shipped, setShipped] = useState<readonly ShippedProtocol[]>([]);
  const [disease, setDisease] = useState<Disease>();
  const [checked, setChecked] = useState<{
    readonly text: string;
    readonly check: ProtocolCheck;
  }>();
  const [failure, setFailure] = useState("");
  const fail = (error: unknown): void =>
    setFailure(error instanceof Error ? error.message : String(error));
  useEffect(() => {
    const engine = sharedEngine();
    Promise.all([engine.protocols(), engine.knee()]).then(([protocols, knee]) => {
      setShipped(protocols);
      setDisease(knee);
    }, fail);
  }, []);
  const text = own ?? shipped.find(({ file }) => file === firstProtocol)?.text ?? shipped[0]?.text;
  useEffect(() => {
    if (text === undefined) return;
    let current = true;
    const timer = setTimeout(() => {
      sharedEngine()
        .checkProtocol(text)
        .then((check) => {
          if (current) setChecked({ text, check });
        }, fail);
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  const edit = (edits: readonly ProtocolEdit[], gesture: string): void => {
    if (text === undefined) return;
    sharedEngine()
      .editProtocol(text, edits)
      .then((changed) => setOwn(changed, gesture), fail);
  };
  return {
    ...{ text, shipped, disease, failure, edit },
    check: checked?.check,
    checking: checked?.text !== text,
    setText: setOwn,
  };
}
