// The local server: the page's files with its policy, and nothing outside its folder.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillPrecache, precacheOf } from "./precache.js";
import { addressOf, serveFolder } from "./static-server.js";

const base = mkdtempSync(join(tmpdir(), "chondron-site-"));
const folder = join(base, "site");
let server: Server;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>page");
  writeFileSync(join(folder, "assets", "a.js"), "1");
  writeFileSync(join(base, "secret.txt"), "secret");
  server = await serveFolder(folder, 0);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(base, { recursive: true });
});

test("a folder's address gives its page with the policy as a header", async () => {
  const response = await fetch(addressOf(server));
  expect(await response.text()).toContain("page");
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

test("scripts come as scripts, what is not there as 404, writing is refused", async () => {
  const script = await fetch(`${addressOf(server)}assets/a.js`);
  expect(script.headers.get("content-type")).toContain("text/javascript");
  expect((await fetch(`${addressOf(server)}b.js`)).status).toBe(404);
  expect((await fetch(addressOf(server), { method: "POST" })).status).toBe(405);
});

test.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%00", "/%E0%A4%A"])(
  "%s leads nowhere outside the folder",
  async (path) => {
    const answer = await rawRequest(path);
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    expect(answer).not.toContain("secret\n");
  },
);

test("the precache's version changes with a file's content, and its list with its name", () => {
  writeFileSync(join(folder, "service-worker.js"), 'JSON.parse("%PRECACHE%")');
  const before = precacheOf(folder);
  expect(before.files).toEqual(["assets/a.js", "index.html"]);
  writeFileSync(join(folder, "assets", "a.js"), "2");
  expect(precacheOf(folder).version).not.toBe(before.version);
  fillPrecache(folder);
  expect(() => fillPrecache(folder)).toThrow("0 marks");
});

/** A request as it stands: fetch would tidy the path first. */
function rawRequest(path: string): Promise<string> {
  const { port } = new URL(addressOf(server));
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    socket.on("data", (data) => {
      text += data.toString();
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}
