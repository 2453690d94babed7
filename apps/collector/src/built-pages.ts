import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where a page that we serve was built to: beside this bundle, or in its own folder. */
export function builtPages(page: "form" | "reveal"): string | null {
  const app = page === "form" ? "capture-form" : "reveal";
  const places = [`./${page}/`, `../../${app}/dist/`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return places.find((path) => existsSync(path)) ?? null;
}
