import * as hop from "@aside/protocol";
import * as session from "@aside/session";
import * as z from "zod";

/*
 * The schemas that each message goes through, as zod compiles them: what they take is read by a function made for it, several times as
 * fast and without a tenth of all garbage; what that function does not take goes to the schema itself, which alone refuses. One that zod cannot compile
 * stops the start.
 */

const strict = { strict: true } as const;

export const fromWidget = z.compile(hop.fromWidget, strict);
export const fromConsole = z.compile(hop.fromConsole, strict);
export const consoleEntry = z.compile(hop.consoleEntry, strict);
export const widgetFrame = z.compile(hop.widgetFrame, strict);
export const conversationEvent = z.compile(session.conversationEvent, strict);
