// Page Home.

import { words } from "../../texts/index.js";

export function HomePage(): preact.JSX.Element {
  return (
    <div class="page">
      <h1>{words.home.title}</h1>
    </div>
  );
}
