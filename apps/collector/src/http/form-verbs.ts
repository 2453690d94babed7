import { openRequest, submitRequest } from "@aside/protocol";
import { networkOf, type RateLimiter } from "@aside/service";
import type { RequestHandler, Response } from "express";
import { openCapture } from "../capture/open.ts";
import { submitCapture } from "../capture/submit.ts";
import type { Collector } from "../collector.ts";
import { readJson } from "./read-json.ts";
import { assertSameOrigin, parse, take } from "./request.ts";

/** What each form asks once: handlers of `POST /v1/captures/open` and `submit`, the collector's busiest. */
export function formVerbs(options: {
  collector: Collector;
  perCapture: RateLimiter;
  /** Of every answer. */
  headers: Readonly<Record<string, string>>;
}): { open: RequestHandler; submit: RequestHandler } {
  const { collector, perCapture } = options;
  const headers = Object.entries({
    ...options.headers,
    "Content-Type": "application/json; charset=utf-8",
  }).flat();
  // All headers at once, and a text behind them: they leave together. Each that is set by itself costs more than all of these.
  const answer = (response: Response, body: object) => {
    const text = JSON.stringify(body);
    response
      .writeHead(200, [...headers, "Content-Length", String(Buffer.byteLength(text))])
      .end(text);
  };
  return {
    async open(request, response) {
      assertSameOrigin(request);
      const body = parse(openRequest, await readJson(request));
      answer(response, await openCapture(body, collector));
    },
    async submit(request, response) {
      assertSameOrigin(request);
      const given = await readJson(request);
      const began = performance.now();
      const body = parse(submitRequest, given);
      take(perCapture, body.capture);
      const reply = await submitCapture(body, collector, networkOf(request.ip));
      collector.metrics.submitSeconds.observe((performance.now() - began) / 1_000);
      answer(response, reply);
    },
  };
}
