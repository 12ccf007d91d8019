// Name, navigation, and the tools that every page has: undo, redo, save, open, print, theme.

import type { PageId } from "../state/route.js";
import { addressOf, redoChange, undoChange, usePlace } from "../state/store.js";
import { words } from "../texts/index.js";
import { ThemeChoice } from "./theme.js";
import { WorkFile } from "./work-file.js";

const navigation: readonly PageId[] = ["patient", "trial", "model", "evidence"];

export function Header(): preact.JSX.Element {
  const place = usePlace();
  return (
    <header class="header">
      <div class="header-row">
        <a class="mark" href="#/" aria-current={place.route?.page === "home" ? "page" : undefined}>
          {words.name}
        </a>
        <nav aria-label={words.shell.navigation}>
          <ul>
            {navigation.map((id) => (
              <li key={id}>
                <a
                  href={addressOf(id, place)}
                  aria-current={place.route?.page === id ? "page" : undefined}
                >
                  {words.pages[id].name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Tools />
      </div>
      <p class="frame-line">{words.shell.frame}</p>
    </header>
  );
}

function Tools(): preact.JSX.Element {
  const { history } = usePlace();
  return (
    <fieldset class="tools" aria-label={words.shell.tools}>
      <button type="button" disabled={history.past.length === 0} onClick={undoChange}>
        {words.shell.undo}
      </button>
      <button type="button" disabled={history.future.length === 0} onClick={redoChange}>
        {words.shell.redo}
      </button>
      <WorkFile />
      <button type="button" onClick={() => print()}>
        {words.shell.print}
      </button>
      <ThemeChoice />
    </fieldset>
  );
}
