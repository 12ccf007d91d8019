// Writes schema/*.schema.json from the objects in the code; a test compares them. Run after a build:
// node packages/trial/scripts/write-schemas.mjs

import { writeFileSync } from "node:fs";
import { protocolSchema, summarySchema } from "../dist/index.js";

const write = (name, schema) =>
  writeFileSync(
    new URL(`../schema/${name}.schema.json`, import.meta.url),
    `${JSON.stringify(schema, null, 2)}\n`,
  );
write("protocol", protocolSchema);
write("summary", summarySchema);
