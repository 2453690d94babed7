import type { Callback } from "@aside/protocol";
import { Problem } from "@aside/service";
import { admit, type ConversationEvent } from "@aside/session";
import express, { type Router } from "express";
import type { Gateway } from "../gateway.ts";

/**
 * `POST /v1/callbacks`: what the collector tells. Answers 204 once the journal has it, or where it changes nothing (heard before, or of
 * a capture that is over); anything else makes the collector's outbox send it again.
 */
export function callbackRoutes(gateway: Gateway): Router {
  const router = express.Router();
  router.post(
    "/v1/callbacks",
    express.raw({ limit: 20_480, type: () => true }),
    async (request, response) => {
      const body: unknown = request.body;
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const verdict = await gateway.collector.verifyCallback(request.headers, bytes);
      if (!verdict.ok) {
        gateway.log("callback refused", { why: verdict.why });
        if (verdict.why === "no_keys")
          throw new Problem(503, "no_keys", "The collector's public keys are not here yet");
        throw new Problem(
          verdict.why === "malformed" ? 400 : 401,
          verdict.why,
          "This callback is not taken",
        );
      }
      await note(gateway, verdict.id, verdict.callback);
      response.status(204).end();
    },
  );
  return router;
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
