// Addresses of the page: `#/page/part/part?name=value`. Everything after the sign stays on the
// machine; a server never sees it. What a page's parts and values mean is the page's matter.

export const pageIds = ["home", "patient", "trial", "model", "evidence"] as const;
export type PageId = (typeof pageIds)[number];

/** State of a page as it stands in its address. */
export type Query = Readonly<Record<string, string>>;

export interface Route {
  readonly page: PageId;
  /** Parts after the page: `["parameter", "k_ev_p"]`. */
  readonly path: readonly string[];
  readonly query: Query;
}

/** The route of a hash; undefined where it names no page. An empty hash is the first screen. */
export function parseRoute(hash: string): Route | undefined {
  const [address = "", search = ""] = splitOnce(hash.replace(/^#?\/?/, ""), "?");
  const [name = "", ...path] = address.split("/").map(decoded);
  const page = name === "" ? "home" : pageIds.find((id) => id === name);
  if (page === undefined) return undefined;
  return {
    page,
    path: path.filter((part) => part !== ""),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

/** The hash of a route; parts that are left out stand for none. */
export function printRoute({
  page,
  path = [],
  query = {},
}: Pick<Route, "page"> & Partial<Route>): string {
  const parts = [page === "home" ? "" : page, ...path].map(encodeURIComponent);
  const search = new URLSearchParams(query).toString();
  return `#/${parts.join("/")}${search === "" ? "" : `?${search}`}`;
}

function splitOnce(text: string, sign: string): string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
