// Keeps the whole page on the machine, so that it opens without a connection. A new version is
// fetched whole in the background and takes over when the last window of the old one is closed:
// files of two versions never meet. Nothing but the page's own files passes through here.

declare const self: ServiceWorkerGlobalScope;

// The build puts the list in place of the mark (server/precache.ts).
const { version, files } = JSON.parse("%PRECACHE%") as { version: string; files: string[] };
const prefix = "chondron-";
const name = prefix + version;
const kept = new Set(["./", ...files].map((path) => new URL(path, self.location.href).href));

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(name).then((cache) =>
      // Past the browser's own cache, which may hold files of another version.
      cache.addAll([...kept].map((address) => new Request(address, { cache: "no-cache" }))),
    ),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0]!;
  if (request.method !== "GET" || !kept.has(address)) return;
  event.respondWith(fromCache(address, request));
});

async function fromCache(address: string, request: Request): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(address)) ?? fetch(request);
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((other) => other.startsWith(prefix) && other !== name);
  await Promise.all(old.map((other) => caches.delete(other)));
}
