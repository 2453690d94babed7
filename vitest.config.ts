import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,packages,tools,scripts,e2e}/**/*.test.{ts,tsx,mjs}"],
    // e2e/**/*.spec.ts belongs to Playwright, the fixtures are code that is wrong on purpose.
    exclude: ["**/node_modules/**", "**/dist/**", "**/fixtures/**", "**/*.spec.ts"],
    pool: "forks",
    maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
    // A test file may start a PostgreSQL cluster: seconds on a busy machine with two cores.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    passWithNoTests: false,
  },
});
