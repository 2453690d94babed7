import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { startSystem, type System } from "../system/system.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

export interface Stage {
  readonly system: System;
  readonly webhooks: WebhookReceiver;
  /** Where the gateway writes heap snapshots. */
  readonly heaps: string;
}

/** A system of its own whose gateway can be asked for its heap, with a tenant that listens to webhooks. */
export const test = base.extend<{ stage: Stage }>({
  stage: async ({ browserName: _browserName }, provide) => {
    const heaps = await mkdtemp(join(tmpdir(), "aside-heaps-"));
    await mkdir(heaps, { recursive: true });
    const webhooks = await startWebhookReceiver();
    const system = await startSystem({
      gatewayNodeArgs: ["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${heaps}`],
    });
    await system.operate("webhook", "demo", webhooks.url);
    await provide({ system, webhooks, heaps });
    await system.stop();
    await webhooks.stop();
  },
});

export { expect } from "@playwright/test";
