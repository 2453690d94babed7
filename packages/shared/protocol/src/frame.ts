import * as z from "zod";

/**
 * Widget and the collector's frame. Once, on the frame's load, the widget posts {@link connect} to the frame with the
 * collector's exact origin and transfers one end of a `MessageChannel`; the frame checks `event.source === parent` and
 * that `event.origin` may embed it. All else goes over that port.
 */
export const connect = z.strictObject({ type: z.literal("aside.connect"), v: z.literal(1) });

export const toFrame = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("ticket"),
    ticket: z.string().max(4_000),
    scheme: z.enum(["light", "dark"]),
  }),
  /** The gateway granted more time: ask the collector for the deadline again. */
  z.strictObject({ type: z.literal("deadline") }),
]);

/** All that the frame ever tells its parent: no key, no digit, no length, no brand. */
export const fromFrame = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({
    type: z.literal("height"),
    px: z.int().min(0).max(4_000),
  }),
  z.strictObject({
    type: z.literal("state"),
    state: z.enum([
      "form",
      "sending",
      "stored",
      "ended",
      "replaced",
      "covered",
      "needs-ticket",
      "broken",
    ]),
  }),
]);

export type ToFrame = z.infer<typeof toFrame>;
export type FromFrame = z.infer<typeof fromFrame>;
