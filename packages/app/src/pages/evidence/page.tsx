// Page Evidence.

import { words } from "../../texts/index.js";

export function EvidencePage(): preact.JSX.Element {
  return (
    <div class="page">
      <h1>{words.evidence.title}</h1>
    </div>
  );
}
