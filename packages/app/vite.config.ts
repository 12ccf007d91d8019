// How the page is built: TSX to a few modules with relative addresses, so that the folder works under
// any address. No inline script or style, no remote origin (server/content-security-policy.ts).

import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { contentSecurityPolicy } from "./server/content-security-policy.js";
import { writeEvidence } from "./server/evidence-asset.js";
import { writeKnee } from "./server/knee-asset.js";
import { fillPrecache, workerName } from "./server/precache.js";

const folder = new URL("./", import.meta.url);
const generated = new URL("generated/", folder);
const site = fileURLToPath(new URL("site/", folder));

/** The built page carries the policy; the development server injects inline code and cannot. */
const policyPlugin: Plugin = {
  name: "content-security-policy",
  transformIndexHtml: {
    order: "pre",
    handler: (html, { server }) =>
      server
        ? html.replace(/.*%CONTENT_SECURITY_POLICY%.*\n/, "")
        : html.replace("%CONTENT_SECURITY_POLICY%", contentSecurityPolicy),
  },
};

/** Data that the page fetches, written before it is built. */
const dataPlugin: Plugin = {
  name: "data",
  buildStart: () => {
    writeEvidence(generated);
    writeKnee(generated);
  },
};

const precachePlugin: Plugin = {
  name: "precache",
  apply: "build",
  closeBundle: () => fillPrecache(site),
};

export default defineConfig({
  root: fileURLToPath(folder),
  base: "./",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  plugins: [policyPlugin, dataPlugin, precachePlugin],
  worker: {
    format: "es",
    // A folder of their own: they compile equations, which the page itself must not (static-server.ts).
    rollupOptions: { output: { entryFileNames: "assets/workers/[name]-[hash].js" } },
  },
  build: {
    outDir: "site",
    emptyOutDir: true,
    target: "es2022",
    // A file is a file: nothing becomes a data address, so that the policy can be strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: fileURLToPath(new URL("index.html", folder)),
        "service-worker": fileURLToPath(new URL("src/service-worker.ts", folder)),
      },
      output: {
        // The worker of the whole page lies at its root under a lasting name.
        entryFileNames: ({ name }) =>
          `${name}.js` === workerName ? workerName : "assets/[name]-[hash].js",
      },
    },
  },
});
