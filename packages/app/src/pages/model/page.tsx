// Page Model.

import { words } from "../../texts/index.js";

export function ModelPage(): preact.JSX.Element {
  return (
    <div class="page">
      <h1>{words.model.title}</h1>
    </div>
  );
}
