// A server on this machine alone that gives a page the built packages and the job, and orders runs: the
// page reports what it has done and is answered, when its turn comes, with the number of runs to do.

import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { asModule } from "./as-module.mjs";
import { importMap, root } from "./import-map.mjs";

const served = /^\/(packages\/\w+\/dist|node_modules|bench\/browser)\/[\w@./-]+\.[cm]?js$/;

const page = () => `<!doctype html><meta charset="utf-8"><title>bench</title>
<script type="importmap">${JSON.stringify(importMap("@chondron/solver"))}</script>
<script type="module">
const failed = (error) => fetch("/failure", { method: "POST", body: String(error?.stack ?? error) });
import("/bench/browser/page.mjs").then((page) => page.serveOrders()).catch(failed);
</script>`;

/**
 * { address, orders, close }: `orders.report` promises what the page reports next and rejects where the
 * page breaks; `orders.order(runs)` answers it and promises the report after; 0 ends the page's work.
 */
export async function openBenchServer(jobText) {
  const orders = new Orders();
  const server = createServer((request, response) => {
    answer(request, response, { jobText, orders }).catch((error) => {
      response.writeHead(500).end();
      orders.fail(error);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const address = `http://127.0.0.1:${server.address().port}/`;
  return { address, orders, close };
}

/** The conversation with the page, one report and one answer at a time. */
class Orders {
  #settle;
  #answer;
  report = this.#next();

  /** Answer the last report and promise the next. */
  order(runs) {
    this.report = this.#next();
    this.#answer(runs);
    return this.report;
  }

  receive(report, answer) {
    this.#answer = answer;
    this.#settle.resolve(report);
  }

  fail(error) {
    this.#settle.reject(error);
  }

  #next() {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }
}

async function answer(request, response, { jobText, orders }) {
  const { pathname } = new URL(request.url, "http://127.0.0.1");
  const send = (type, body) => response.writeHead(200, { "content-type": type }).end(body);
  if (pathname === "/") return send("text/html", page());
  if (pathname === "/job") return send("application/json", jobText);
  if (pathname === "/failure") {
    orders.fail(new Error(`the page failed: ${await text(request)}`));
    return send("text/plain", "");
  }
  if (pathname === "/report") {
    const report = JSON.parse(await text(request));
    return orders.receive(report, (runs) => send("application/json", JSON.stringify({ runs })));
  }
  if (served.test(pathname)) return send("text/javascript", asModule(join(root, pathname)));
  return response.writeHead(404).end();
}
