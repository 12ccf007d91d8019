// Links within the evidence. They carry the filters along, so that the way back leads to the same
// list; without them the address is the permalink.

import type { ComponentChildren } from "preact";
import { printRoute } from "../../state/route.js";
import { useQuery } from "../../state/store.js";

interface LinkProps {
  /** `["C64"]`, `["parameter", "k_ev_p"]` */
  readonly path: readonly string[];
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly current?: boolean;
}

export function EvidenceLink({ path, children, current, ...rest }: LinkProps): preact.JSX.Element {
  const [query] = useQuery();
  const href = printRoute({ page: "evidence", path, query });
  return (
    <a href={href} aria-current={current ? "page" : undefined} {...rest}>
      {children}
    </a>
  );
}

export function permalink(path: readonly string[]): string {
  return printRoute({ page: "evidence", path });
}
