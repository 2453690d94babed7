import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createMemoryJournal } from "@aside/journal";
import { createId } from "@aside/protocol";
import type { ConversationEvent } from "@aside/session";
import { expect, test, vi } from "vitest";
import { WebhookError, type PostWebhook } from "./post-webhook.ts";
import { createWebhookSender } from "./webhooks.ts";

const KEY = generateKeyPairSync("ed25519").privateKey;

/** A journal and a sender whose receivers answer by their tenants' names. */
function sending(answers: Readonly<Record<string, () => Promise<void>>>) {
  const journal = createMemoryJournal();
  const posted: { tenant: string; id: string }[] = [];
  const logged: unknown[] = [];
  const counted: string[] = [];
  let now = 1_000_000;
  const post: PostWebhook = async (url, _body, headers) => {
    posted.push({ tenant: url, id: headers["webhook-id"] ?? "" });
    await answers[url]?.();
  };
  const sender = createWebhookSender({
    urlOf: (tenant) => Promise.resolve(tenant),
    journal,
    keys: [KEY],
    post,
    log: (event, fields) => void logged.push([event, fields]),
    metrics: { webhooks: { add: (_, { result }) => void counted.push(result) } },
    now: () => now,
  });
  const to = (tenant: string) => posted.filter((one) => one.tenant === tenant);
  return {
    sender,
    to,
    logged,
    counted,
    pass: (ms: number) => void (now += ms),
    /** A capture that came to its end. */
    async ended(tenant: string) {
      const conversation = createId("cnv", randomBytes(16));
      const capture = createId("cap", randomBytes(16));
      const events: ConversationEvent[] = [
        { type: "started", customer: null, page: null },
        {
          type: "capture.requested",
          capture,
          template: "card",
          title: "Card",
          by: { kind: "api" },
          deadline: now + 60_000,
          extensions: 0,
        },
        { type: "collector.unreachable", capture },
      ];
      for (const [index, event] of events.entries()) {
        const announce = event.type === "collector.unreachable";
        await journal.append({ tenant, conversation, seq: index + 1, at: now, event, announce });
      }
    },
  };
}

const never = () => new Promise<void>(() => undefined);
const refusing = (status: number) => () => Promise.reject(new WebhookError("refused", { status }));

test("a receiver that does not answer keeps only its own tenant waiting, and of that not more than a few at once", async () => {
  const { sender, to, ended } = sending({ slow: never });
  for (let count = 0; count < 100; count += 1) await ended("slow");
  sender.beat();
  await vi.waitFor(() => expect(to("slow").length).toBeGreaterThan(0));
  for (let count = 0; count < 100; count += 1) await ended("quick");
  sender.beat();
  await vi.waitFor(() => expect(to("quick").length).toBe(100));
  expect(to("slow").length).toBe(8);
});

test("what was not taken is sent again later under the same id, and an operator sees with what it was refused", async () => {
  const answers: Record<string, () => Promise<void>> = { shop: refusing(500) };
  const { sender, to, logged, counted, pass, ended } = sending(answers);
  await ended("shop");
  sender.beat();
  await vi.waitFor(() => expect(counted).toEqual(["failed"]));
  expect(logged).toEqual([
    ["webhook failed", expect.objectContaining({ tenant: "shop", attempts: 1, status: 500 })],
  ]);
  answers.shop = () => Promise.resolve();
  sender.beat();
  pass(5_001);
  await vi.waitFor(() => {
    sender.beat();
    expect(counted).toEqual(["failed", "delivered"]);
  });
  expect(new Set(to("shop").map(({ id }) => id)).size).toBe(1);
});

test("410 says that nobody wants it: it is given up at once", async () => {
  const { sender, to, logged, counted, pass, ended } = sending({ shop: refusing(410) });
  await ended("shop");
  sender.beat();
  await vi.waitFor(() => expect(counted).toEqual(["given_up"]));
  expect(logged).toEqual([["webhook given up", expect.objectContaining({ status: 410 })]]);
  pass(24 * 3_600_000);
  sender.beat();
  await sender.stop();
  expect(to("shop").length).toBe(1);
});

test("after twenty tries in vain it is given up, which is said", async () => {
  const { sender, to, counted, pass, ended } = sending({ shop: refusing(503) });
  await ended("shop");
  await vi.waitFor(
    () => {
      pass(7 * 3_600_000);
      sender.beat();
      expect(counted.at(-1)).toBe("given_up");
    },
    { interval: 5 },
  );
  expect(to("shop").length).toBe(20);
});

test("what is under way has its answer before the sender stops, and nothing more is begun", async () => {
  const { sender, to, counted, ended } = sending({});
  for (let count = 0; count < 20; count += 1) await ended("shop");
  sender.beat();
  await vi.waitFor(() => expect(to("shop").length).toBeGreaterThan(0));
  await sender.stop();
  const before = to("shop").length;
  expect(counted.length).toBe(before);
  sender.beat();
  await sender.stop();
  expect(to("shop").length).toBe(before);
});
