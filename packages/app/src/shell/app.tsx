// The frame of every page: skip link, header with navigation and tools, the page, footer.

import { useEffect, useRef } from "preact/hooks";
import { HomePage } from "../pages/home/page.js";
import type { PageId } from "../state/route.js";
import { usePlace } from "../state/store.js";
import { words } from "../texts/index.js";
import { Header } from "./header.js";
import { lazyPage } from "./lazy-page.js";
import { NotFound } from "./not-found.js";
import { useShortcuts } from "./shortcuts.js";

const pages: Readonly<Record<PageId, () => preact.JSX.Element>> = {
  home: HomePage,
  patient: lazyPage(async () => (await import("../pages/patient/page.js")).PatientPage),
  trial: lazyPage(async () => (await import("../pages/trial/page.js")).TrialPage),
  model: lazyPage(async () => (await import("../pages/model/page.js")).ModelPage),
  evidence: lazyPage(async () => (await import("../pages/evidence/page.js")).EvidencePage),
};

export function App(): preact.JSX.Element {
  const { route } = usePlace();
  const main = useRef<HTMLElement>(null);
  const page = route?.page;
  useShortcuts();
  usePageChange(page, main);
  const Page = page === undefined ? NotFound : pages[page];
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {words.shell.skip}
      </button>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        <Page key={page} />
      </main>
      <footer class="footer">{words.shell.footer}</footer>
    </>
  );
}

/** Title of the document; after the first page, focus and scroll go to the top of a new one. */
function usePageChange(page: PageId | undefined, main: { current: HTMLElement | null }): void {
  const first = useRef(true);
  useEffect(() => {
    const name = page === undefined ? words.notFound.title : words.pages[page].title;
    document.title = page === "home" ? words.name : `${name} · ${words.name}`;
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = false;
  }, [page, main]);
}
