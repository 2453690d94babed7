import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const all = ["{apps,packages,tools,scripts,e2e}/**/*.test.{ts,tsx,mjs}"];
/** Files whose mocks replace a module for all that imports it, or that count the work of what they load: each has a process of its own. */
const alone = ["**/*.alone.test.ts"];

export default defineConfig({
  test: {
    projects: [
      // What files import is loaded once a process, not once a file.
      { extends: true, test: { name: "shared", include: all, exclude: alone, isolate: false } },
      {
        extends: true,
        test: { name: "alone", include: alone, isolate: true, sequence: { groupOrder: 1 } },
      },
    ],
    // e2e/**/*.spec.ts belongs to Playwright, the fixtures are code that is wrong on purpose.
    exclude: ["**/node_modules/**", "**/dist/**", "**/fixtures/**", "**/*.spec.ts"],
    globalSetup: [
      "packages/foundation/service/test/global-setup.ts",
      "packages/foundation/postgres/test/global-setup.ts",
    ],
    pool: "forks",
    maxWorkers: Math.max(3, Math.min(4, availableParallelism())),
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
