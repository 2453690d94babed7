import { openRequest, submitRequest } from "@aside/protocol";
import { networkOf, type RateLimiter } from "@aside/service";
import express, { type RequestHandler, type Response } from "express";
import { openCapture } from "../capture/open.ts";
import { submitCapture } from "../capture/submit.ts";
import type { Collector } from "../collector.ts";
import { BODY_LIMIT, parse, sameOrigin, take } from "./request.ts";

/** What each form asks once: handlers of `POST /v1/captures/open` and `submit`, the collector's busiest. */
export function formVerbs(options: {
  collector: Collector;
  perCapture: RateLimiter;
  /** Of every answer. */
  headers: Readonly<Record<string, string>>;
}): { open: RequestHandler[]; submit: RequestHandler[] } {
  const { collector, perCapture, headers } = options;
  const json = express.json({ limit: BODY_LIMIT, strict: true });
  // All headers at once: each that is set by itself costs more than all of these.
  const answer = (response: Response, body: object) => {
    const text = Buffer.from(JSON.stringify(body));
    response
      .writeHead(200, {
        ...headers,
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": text.length,
      })
      .end(text);
  };
  return {
    open: [
      sameOrigin,
      json,
      async (request, response) => {
        answer(response, await openCapture(parse(openRequest, request.body), collector));
      },
    ],
    submit: [
      sameOrigin,
      json,
      async (request, response) => {
        const began = performance.now();
        const body = parse(submitRequest, request.body);
        take(perCapture, body.capture);
        const reply = await submitCapture(body, collector, networkOf(request.ip));
        collector.metrics.submitSeconds.observe((performance.now() - began) / 1_000);
        answer(response, reply);
      },
    ],
  };
}
