import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;

/** What the build made of the two servers. */
export const GATEWAY = join(root, "apps/gateway/dist/main.mjs");
export const COLLECTOR = join(root, "apps/collector/dist/main.mjs");
