import * as fields from "@aside/fields";
import * as protocol from "@aside/protocol";

/** What a zod schema does here. */
export interface Schema<T> {
  safeParse(input: unknown): { success: true; data: T } | { success: false };
}

// All that the form reads from outside. The built form holds, in this file's place, what zod's own compiler makes of these: build/compiled-schemas.mjs.
export const connect: Schema<unknown> = protocol.connect;
export const toFrame: Schema<protocol.ToFrame> = protocol.toFrame;
export const openReply: Schema<protocol.OpenReply> = protocol.openReply;
export const stateReply: Schema<protocol.StateReply> = protocol.stateReply;
export const submitReply: Schema<protocol.SubmitReply> = protocol.submitReply;
export const collectorRefusal: Schema<protocol.CollectorRefusal> = protocol.collectorRefusal;
export const templateShape: Schema<fields.Template> = fields.templateShape;
