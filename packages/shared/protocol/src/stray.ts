import * as z from "zod";
import { instant, messageId } from "./ids.ts";
import { message } from "./message.ts";

/**
 * What became of what was cut out of a message. `waiting`: sealed, until its customer decides or its time is over. `taken`: it went with a
 * capture. `released`: its customer said that it is something else. `discarded`: its customer threw it away, or its time is over.
 * `removed`: it could not be kept at all.
 */
export const strayState = z.enum(["waiting", "taken", "released", "discarded", "removed"]);

/** A number may come digit by digit. */
export const MOST_PARTS = 24;

/** One frame for both faces. */
export const strayFrame = z.strictObject({
  type: z.literal("stray"),
  message: messageId,
  state: strayState,
  /** While it waits: until when. */
  until: z.optional(instant),
  /** While it waits: whether its customer may let it through. */
  mayPass: z.boolean().optional(),
});

/**
 * Earlier messages as they now stand, in place of what was shown. `retracted`: parts of a number that is whole only now were cut out.
 * `released`: what had been cut out is back.
 */
export const amendedFrame = z.strictObject({
  type: z.literal("amended"),
  why: z.enum(["retracted", "released"]),
  messages: z.array(message).min(1).max(MOST_PARTS),
});

/** The built-in form that takes what was cut out, by its types; null where none does, as for passwords. */
export function formFor(types: readonly string[]): string | null {
  return types.map((type) => FORMS[type]).find((form) => form !== undefined) ?? null;
}

const FORMS: Readonly<Record<string, string>> = {
  CARD_NUMBER: "card",
  CVV: "card",
  EXPIRY: "card",
  IBAN: "bank",
  SSN: "national-id",
  PASSPORT: "national-id",
  DRIVER_LICENSE: "national-id",
};

export type StrayState = z.infer<typeof strayState>;
export type StrayFrame = z.infer<typeof strayFrame>;
export type AmendedFrame = z.infer<typeof amendedFrame>;
