import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { missingPlatformPackages } from "./missing-platform-packages.mjs";

it("package-lock.json holds every platform's packages (if not: node tools/complete-lock.mjs)", () => {
  const lock = JSON.parse(
    readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"),
  );
  expect(Object.keys(missingPlatformPackages(lock))).toEqual([]);
});

it("reads platform, processor and C library from the name", () => {
  const lock = {
    packages: {
      "node_modules/tool": {
        dev: true,
        optionalDependencies: {
          "@tool/linux-64": "1.2.3",
          "@tool/windows-64": "1.2.3",
          "@tool/binding-linux-arm-musleabihf": "1.2.3",
        },
      },
      "node_modules/@tool/linux-64": { version: "1.2.3" },
    },
  };
  expect(missingPlatformPackages(lock)).toEqual({
    "node_modules/@tool/windows-64": {
      version: "1.2.3",
      cpu: ["x64"],
      dev: true,
      optional: true,
      os: ["win32"],
    },
    "node_modules/@tool/binding-linux-arm-musleabihf": {
      version: "1.2.3",
      cpu: ["arm"],
      dev: true,
      libc: ["musl"],
      optional: true,
      os: ["linux"],
    },
  });
});
