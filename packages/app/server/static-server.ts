// Serves a folder of static files to this machine, with the headers that the page wants. For local
// use; any other web server can host the folder.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, resolve, sep } from "node:path";
import { contentSecurityPolicyHeader, workerPolicyHeader } from "./content-security-policy.js";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

const headers = {
  "Content-Security-Policy": contentSecurityPolicyHeader,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  // The browser asks each time; names of assets change with their content all the same.
  "Cache-Control": "no-cache",
};

/** A server of the files in `folder`, listening to this machine alone; port 0 takes a free one. */
export async function serveFolder(folder: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(folder, request.method ?? "", request.url ?? "/", response).catch(() => {
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed).listen(port, "127.0.0.1", ready);
  });
  return server;
}

/** Address of a server that listens. */
export function addressOf(server: Server): string {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return `http://127.0.0.1:${port}/`;
}

async function answer(
  folder: string,
  method: string,
  url: string,
  response: ServerResponse,
): Promise<void> {
  if (method !== "GET" && method !== "HEAD")
    return void response.writeHead(405, { Allow: "GET, HEAD" }).end();
  const path = await fileOf(folder, url);
  if (path === undefined) return void response.writeHead(404, headers).end("Not found\n");
  const type = types[extname(path)] ?? "application/octet-stream";
  response.writeHead(200, { ...headers, ...policyOf(url), "Content-Type": type });
  if (method === "HEAD") return void response.end();
  createReadStream(path)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** Workers of the engine lie in a folder of their own. */
function policyOf(url: string): Record<string, string> {
  const isWorker = url.startsWith("/assets/workers/");
  return isWorker ? { "Content-Security-Policy": workerPolicyHeader } : {};
}

/** The file that an address names within the folder; undefined where there is none. */
async function fileOf(folder: string, url: string): Promise<string | undefined> {
  const name = decoded(url.split(/[?#]/)[0]!);
  if (name === undefined || name.includes("\0")) return undefined;
  const root = resolve(folder);
  const path = resolve(root, `.${name.endsWith("/") ? `${name}index.html` : name}`);
  if (!path.startsWith(root + sep)) return undefined;
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? path : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
