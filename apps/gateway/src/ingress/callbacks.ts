import type { Callback, CallbackMessage } from "@aside/protocol";
import { codeOf, createRateLimiter, Problem } from "@aside/service";
import { admit, type ConversationEvent } from "@aside/session";
import express, { type Router } from "express";
import type { Gateway } from "../gateway.ts";

type Letter = CallbackMessage["callbacks"][number];

/**
 * `POST /v1/callbacks`: what the collector tells. A callback is taken once the journal has it, or where it changes nothing (heard before, or
 * of a capture that is over). Answers 204 where all are taken, else which of them; the collector's outbox sends the others again.
 */
export function callbackRoutes(gateway: Gateway): Router {
  const router = express.Router();
  const noteRefusal = refusalsNoted(gateway);
  router.post(
    "/v1/callbacks",
    express.raw({ limit: 20_480, type: () => true }),
    async (request, response) => {
      const body: unknown = request.body;
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const verdict = await gateway.collector.verifyCallbacks(request.headers, bytes);
      if (!verdict.ok) {
        noteRefusal(verdict.why);
        if (verdict.why === "no_keys")
          throw new Problem(503, "no_keys", "The collector's public keys are not here yet");
        throw new Problem(
          verdict.why === "malformed" ? 400 : 401,
          verdict.why,
          "This callback is not taken",
        );
      }
      const taken = await noteAll(gateway, verdict.callbacks);
      if (taken.length === verdict.callbacks.length) response.status(204).end();
      else response.json({ taken });
    },
  );
  return router;
}

/** Anybody may send what is none of the collector's: not each is a line of the log. */
export function refusalsNoted({ log, now }: Pick<Gateway, "log" | "now">) {
  const lines = createRateLimiter({ burst: 20, perSecond: 1, now });
  return (why: "malformed" | "too_old_or_new" | "signature" | "no_keys"): void => {
    if (lines.take("refused") === 0) log("callback refused", { why });
  };
}

/**
 * Those of one conversation one after the other, up to the first that fails; conversations beside each other.
 *
 * @returns the ids of those that are taken
 * @throws the first failure where none is
 */
async function noteAll(gateway: Gateway, letters: readonly Letter[]): Promise<string[]> {
  const taken: string[] = [];
  const failures: unknown[] = [];
  const conversations = new Map<string, Letter[]>();
  for (const letter of letters) {
    const { tenant, conversation } = letter.callback;
    const name = `${tenant} ${conversation}`;
    conversations.set(name, [...(conversations.get(name) ?? []), letter]);
  }
  await Promise.all(
    [...conversations.values()].map(async (own) => {
      try {
        for (const { id, callback } of own) {
          await note(gateway, id, callback);
          taken.push(id);
        }
      } catch (error) {
        failures.push(error);
      }
    }),
  );
  if (taken.length === 0 && failures.length > 0) throw failures[0];
  for (const error of failures) gateway.log("callback not taken", { error: codeOf(error) });
  return taken;
}

async function note(gateway: Gateway, id: string, callback: Callback): Promise<void> {
  const { tenant, conversation } = callback;
  await gateway.conversations.change({ tenant, conversation }, ({ snapshot, seq }) => {
    if (seq === 0) return { refuse: "not_found" };
    const verdict = admit(snapshot, eventOf(callback));
    if (verdict.verdict !== "take") return { refuse: "no_capture" };
    return { event: verdict.event, clientId: `w:${id}`, done: () => null };
  });
}

function eventOf(callback: Callback): ConversationEvent {
  const { capture } = callback;
  switch (callback.type) {
    case "capture.opened":
      return { type: "collector.opened", capture };
    case "capture.in_progress":
      return { type: "collector.in-progress", capture };
    case "capture.submitted":
      return { type: "collector.submitted", capture };
    case "capture.ended":
      return {
        type: "collector.ended",
        capture,
        outcome: callback.outcome,
        ...(callback.reason === undefined ? {} : { reason: callback.reason }),
        ...(callback.result === undefined ? {} : { result: callback.result }),
      };
  }
}
