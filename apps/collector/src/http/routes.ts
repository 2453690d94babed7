import type { KeyObject } from "node:crypto";
import { captureId, progressRequest } from "@aside/protocol";
import { createRateLimiter, type RateLimiter } from "@aside/service";
import express, { type Request, type Router } from "express";
import * as z from "zod";
import { captureState } from "../capture/state.ts";
import { noteProgress } from "../capture/progress.ts";
import type { Collector } from "../collector.ts";
import { createRecordActs } from "../gateway/record-acts.ts";
import { runCommand } from "../gateway/run-command.ts";
import { releaseStray } from "../stray/release.ts";
import { sealingKey } from "../stray/sealing-key.ts";
import { Refusal } from "../refusal.ts";
import { BODY_LIMIT, parse, sameOrigin, take } from "./request.ts";
import { sendOnce } from "./send-once.ts";

/** `/v1`: what the gateway commands, and what the form asks. */
export function v1Routes(
  collector: Collector,
  options: { callbackKeys: readonly KeyObject[]; perCapture: RateLimiter },
): Router {
  const { callbackKeys, perCapture } = options;
  const router = express.Router();
  const json = express.json({ limit: BODY_LIMIT, strict: true });
  const jose = express.text({ limit: BODY_LIMIT, type: "application/jose" });
  // Anybody may send what is no command: all are counted in the metrics, and not each is a line.
  const lines = createRateLimiter({ burst: 20, perSecond: 1, now: collector.now });
  router.post("/v1/commands", jose, async (request, response) => {
    await runCommand(parse(z.string().max(BODY_LIMIT), request.body), collector).catch(
      (error: unknown) => {
        if (error instanceof Refusal && lines.take("command refused") === 0)
          collector.log("command refused", { error: error.code });
        throw error;
      },
    );
    response.json({});
  });
  const recordActs = createRecordActs(collector);
  router.post("/v1/acts", jose, async (request, response) => {
    await recordActs(parse(z.string().max(BODY_LIMIT), request.body));
    response.json({});
  });
  router.post("/v1/strays/release", jose, async (request, response) => {
    const jws = parse(z.string().max(BODY_LIMIT), request.body);
    const texts = await releaseStray(jws, collector);
    sendOnce(response, texts, () => texts.fill(0));
  });
  router.get("/v1/sealing-key", (_request, response) => {
    const { body, headers } = sealingKey(collector, callbackKeys);
    response.set(headers).type("application/json").end(body);
  });
  router.use("/v1/captures", sameOrigin);
  router.post("/v1/captures/progress", json, async (request, response) => {
    const body = parse(progressRequest, request.body);
    take(perCapture, body.capture);
    await noteProgress(body, collector);
    response.json({});
  });
  router.get("/v1/captures/:capture/state", async (request, response) => {
    const { capture, jti } = parse(stateRequest, { ...request.params, ...queryOf(request) });
    take(perCapture, capture);
    response.json(await captureState(capture, jti, collector));
  });
  router.post("/v1/reports", (_request, response) => {
    collector.metrics.reported.add(1);
    response.status(204).end();
  });
  return router;
}

const stateRequest = z.strictObject({ capture: captureId, jti: z.string().min(1).max(64) });

function queryOf({ query }: Request): { jti?: unknown } {
  return { ...query };
}
