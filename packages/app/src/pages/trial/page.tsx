// Page Trial.

import { words } from "../../texts/index.js";

export function TrialPage(): preact.JSX.Element {
  return (
    <div class="page">
      <h1>{words.trial.title}</h1>
    </div>
  );
}
