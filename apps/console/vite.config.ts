import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
// @boundaries-ignore the repository's own build tool, no code of the app
import { modulesManifest } from "../../tools/vite-modules-manifest.mjs";

export default defineConfig({
  base: "/console/",
  plugins: [react(), modulesManifest()],
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    // The page's policy has no data: and no inline: every file is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
