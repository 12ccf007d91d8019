// How the page is built: TSX to a few modules with relative addresses, so that the folder works under
// any address. No inline script or style, no remote origin (server/content-security-policy.ts).

import { defineConfig, type Plugin } from "vite";
import { contentSecurityPolicy } from "./server/content-security-policy.js";

/** The built page carries the policy; the development server injects inline code and cannot. */
function policyPlugin(): Plugin {
  return {
    name: "content-security-policy",
    transformIndexHtml: {
      order: "pre",
      handler: (html, { server }) =>
        server
          ? html.replace(/.*%CONTENT_SECURITY_POLICY%.*\n/, "")
          : html.replace("%CONTENT_SECURITY_POLICY%", contentSecurityPolicy),
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  plugins: [policyPlugin()],
  worker: { format: "es" },
  build: {
    outDir: "site",
    emptyOutDir: true,
    target: "es2022",
    // A file is a file: nothing becomes a data address, so that the policy can be strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
