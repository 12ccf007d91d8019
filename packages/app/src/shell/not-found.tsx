// An address that names no page.

import { words } from "../texts/index.js";

export function NotFound(): preact.JSX.Element {
  return (
    <div class="page">
      <h1>{words.notFound.title}</h1>
      <p>{words.notFound.cause(location.hash)}</p>
      <p>
        <a href="#/">{words.notFound.next}</a>
      </p>
    </div>
  );
}
