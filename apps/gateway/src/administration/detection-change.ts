import { actor } from "@aside/protocol";
import * as z from "zod";
import { chatSettings } from "../tenants/chat-settings.ts";
import { detectionSettings } from "../tenants/detection-settings.ts";

/**
 * `/v1/settings/detection`, as in a tenant's file. `detection`: what is found, in the chat and in exports. `chat`: which of it is cut
 * out of the open chat, where the tenant wants another rule than ours.
 */
export const detectionView = z.strictObject({
  detection: detectionSettings.prefault({}),
  chat: chatSettings.default({}),
});

/** Who changed them, when, from what to what. */
export const detectionChange = z.strictObject({
  place: z.int().positive(),
  at: z.int(),
  by: actor,
  before: detectionView,
  after: detectionView,
});

/** `GET /v1/settings/detection/changes`, the latest first. `before`: the `place` of the last one of the page before. */
export const changesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: z.coerce.number().int().positive().optional(),
});

export const detectionChanges = z.strictObject({ changes: z.array(detectionChange) });

export type DetectionView = z.infer<typeof detectionView>;
export type DetectionChange = z.infer<typeof detectionChange>;
