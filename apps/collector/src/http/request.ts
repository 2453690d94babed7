import type { IncomingMessage } from "node:http";
import type { RateLimiter } from "@aside/service";
import type { RequestHandler } from "express";
import * as z from "zod";
import { Refusal } from "../refusal.ts";

export const BODY_LIMIT = 64 * 1_024;

/** @throws Refusal `malformed` */
export function parse<T>(schema: z.core.$ZodType<T>, body: unknown): T {
  const parsed = z.safeParse(schema, body);
  if (!parsed.success) throw new Refusal("malformed");
  return parsed.data;
}

/** @throws Refusal `too_many` */
export function take(limiter: RateLimiter, capture: string): void {
  if (limiter.take(capture) > 0) throw new Refusal("too_many");
}

/**
 * The form's own page calls these, or a program without a browser; no other page.
 *
 * @throws Refusal `wrong_origin`
 */
export function assertSameOrigin({ headers }: IncomingMessage): void {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") throw new Refusal("wrong_origin");
}

export const sameOrigin: RequestHandler = (request, _response, next) => {
  assertSameOrigin(request);
  next();
};
