import type { IncomingMessage, ServerResponse } from "node:http";
import { openRequest, submitRequest } from "@aside/protocol";
import { networkOf, type RateLimiter } from "@aside/service";
import { openCapture } from "../capture/open.ts";
import { submitCapture } from "../capture/submit.ts";
import type { Collector } from "../collector.ts";
import { readJson } from "./read-json.ts";
import { assertSameOrigin, parse, take } from "./request.ts";

/** Rejects with what is to be refused. */
type FormVerb = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What each form asks once, by its path: the collector's busiest. They are POST, and exactly these: no router looks for them. */
export function formVerbs(options: {
  collector: Collector;
  /** Where a request comes from, if so many may come from there. @throws Refusal `too_many` */
  admitted: (request: IncomingMessage) => string | undefined;
  perCapture: RateLimiter;
  /** Of every answer. */
  headers: Readonly<Record<string, string>>;
}): ReadonlyMap<string, FormVerb> {
  const { collector, admitted, perCapture } = options;
  const headers = Object.entries({
    ...options.headers,
    "Content-Type": "application/json; charset=utf-8",
  }).flat();
  // All headers at once, and a text behind them: they leave together. Each that is set by itself costs more than all of these.
  const answer = (response: ServerResponse, body: object) => {
    const text = JSON.stringify(body);
    response
      .writeHead(200, [...headers, "Content-Length", String(Buffer.byteLength(text))])
      .end(text);
  };
  const open: FormVerb = async (request, response) => {
    admitted(request);
    assertSameOrigin(request);
    const body = parse(openRequest, await readJson(request));
    answer(response, await openCapture(body, collector));
  };
  const submit: FormVerb = async (request, response) => {
    const address = admitted(request);
    assertSameOrigin(request);
    const given = await readJson(request);
    const began = performance.now();
    const body = parse(submitRequest, given);
    take(perCapture, body.capture);
    const reply = await submitCapture(body, collector, networkOf(address));
    collector.metrics.submitSeconds.observe((performance.now() - began) / 1_000);
    answer(response, reply);
  };
  return new Map([
    ["/v1/captures/open", open],
    ["/v1/captures/submit", submit],
  ]);
}
