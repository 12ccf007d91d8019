// `npm run app`: serves the built page to this machine. `--port N` (default 4173).

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { addressOf, serveFolder } from "./static-server.js";

const site = fileURLToPath(new URL("../../site/", import.meta.url));
const { values } = parseArgs({ options: { port: { type: "string", default: "4173" } } });
const port = Number(values.port);

if (!Number.isInteger(port) || port < 0 || port > 65535) {
  process.stderr.write(`--port: "${values.port}" is no port. Give a number from 0 to 65535.\n`);
  process.exit(2);
}
try {
  const server = await serveFolder(site, port);
  process.stdout.write(`Chondron is at ${addressOf(server)} (Ctrl+C ends it)\n`);
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `The page cannot be served: ${words}. Try another port: npm run app -- --port 8080\n`,
  );
  process.exit(1);
}
