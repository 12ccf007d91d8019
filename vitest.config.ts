import { defineConfig } from "vitest/config";

// Tests lie beside their source. They import their own package relatively and
// every other package by name, so across packages they meet the built code.
export default defineConfig({
  test: {
    include: [
      "packages/*/src/**/*.test.{ts,tsx}",
      "packages/app/server/*.test.ts",
      "tests/**/*.test.ts",
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
