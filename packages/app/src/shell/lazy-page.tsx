// A page whose code is loaded when it is first opened, so that the first screen stays small.

import { useEffect, useState } from "preact/hooks";
import { words } from "../texts/index.js";
import { Problem } from "./problem.js";

type Page = () => preact.JSX.Element;

/** A component that loads another, says so meanwhile, and says why where it fails. */
export function lazyPage(load: () => Promise<Page>): Page {
  let loaded: Page | undefined;
  return function LazyPage() {
    const [Shown, setShown] = useState<Page | undefined>(() => loaded);
    const [failure, setFailure] = useState("");
    useEffect(() => {
      if (loaded) return;
      load().then(
        (page) => {
          loaded = page;
          setShown(() => page);
        },
        (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
      );
    }, []);
    if (Shown) return <Shown />;
    if (failure !== "") return <Problem {...words.problems.pageNotLoaded} cause={failure} />;
    return (
      <p class="loading" role="status">
        {words.shell.loading}
      </p>
    );
  };
}
