const captureSide = /^(apps\/(collector|capture-form|reveal)|packages\/capture-side)\//;
const conversationSide = /^(apps\/(widget|gateway|console|cli)|packages\/conversation-side)\//;
const libsodium = /(^|\/)node_modules\/libsodium[^/]*\//;
/** It prints packets, and with them what customers write, where DEBUG is set. */
const debug = /(^|\/)node_modules\/debug\//;
/** The form's schemas are compiled when it is built; a form that makes them itself is there later. */
const zod = /(^|\/)node_modules\/zod\//;
const onlyOpens = /^packages\/(capture-side|foundation)\//;

/**
 * What a bundle may not hold, and the word that gives it away in the bytes of a bundle even if no manifest says so.
 *
 * @typedef {{ name: string, app: string, manifest: "esbuild" | "modules", modules: RegExp[], words: string[] }} BundleRule
 * @type {BundleRule[]}
 */
export const bundleRules = [
  {
    name: "gateway-holds-no-capture-side-nor-debug",
    app: "apps/gateway",
    manifest: "esbuild",
    modules: [captureSide, debug],
    words: [],
  },
  {
    name: "cli-holds-no-capture-side-nor-libsodium",
    app: "apps/cli",
    manifest: "esbuild",
    modules: [captureSide, libsodium],
    words: ["libsodium", "crypto_aead_"],
  },
  {
    name: "console-holds-no-capture-side-nor-libsodium",
    app: "apps/console",
    manifest: "modules",
    modules: [captureSide, libsodium],
    words: ["libsodium", "crypto_aead_"],
  },
  {
    name: "widget-holds-no-capture-side-nor-libsodium",
    app: "apps/widget",
    manifest: "modules",
    modules: [captureSide, libsodium],
    words: ["libsodium", "crypto_aead_"],
  },
  {
    name: "form-holds-no-vault-nor-conversation-side-nor-zod",
    app: "apps/capture-form",
    manifest: "modules",
    modules: [conversationSide, onlyOpens, zod],
    words: [],
  },
  {
    name: "collector-holds-no-conversation-side",
    app: "apps/collector",
    manifest: "esbuild",
    modules: [conversationSide],
    words: [],
  },
];
