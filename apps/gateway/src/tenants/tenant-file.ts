import { DEFAULTS, type ReplacedType } from "@aside/anonymizer";
import { templateSchema } from "@aside/fields";
import { regions } from "@aside/policy";
import { tenantId } from "@aside/protocol";
import * as z from "zod";
import { chatSettings } from "./chat-settings.ts";
import { detectionSettings } from "./detection-settings.ts";

const origin = z
  .string()
  .max(300)
  .refine(
    (value) => URL.canParse(value) && new URL(value).origin === value && /^https?:/.test(value),
  )
  .describe("an exact origin such as https://shop.example.com");

export const reply = z.strictObject({
  shortcut: z.string().regex(/^[a-z0-9-]{1,30}$/),
  text: z.string().min(1).max(1_000),
});

const replacedType = z.custom<ReplacedType>(
  (value) => typeof value === "string" && Object.hasOwn(DEFAULTS, value),
  "is no type of a replaced value",
);

/** A tenant as an operator writes it: the file of `gateway tenant put`. What is left out has its default. */
export const tenantFile = z.strictObject({
  id: tenantId,
  name: z.string().trim().min(1).max(80),
  /** Of the chat's header and buttons; the capture's own colour is not a tenant's to choose. */
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "a colour such as #27425f")
    .default("#27425f"),
  greeting: z.string().max(300).default(""),
  /** Whose rules decide what may be captured and how long it is kept. */
  region: z.enum(regions).default("default"),
  /** Exact origins of the pages that may hold the widget. */
  origins: z.array(origin).max(50),
  /** The tenant's own forms; one with a built-in's id replaces it. */
  templates: z.array(templateSchema).max(50).default([]),
  /** What agents send by `/shortcut`. */
  replies: z.array(reply).max(200).default([]),
  /** What stands in exports in place of a type of value, where ours is not wanted. */
  defaults: z.partialRecord(replacedType, z.string().min(1).max(80)).default({}),
  /** What is found in the chat and in exports, where ours is not wanted. */
  detection: detectionSettings.prefault({}),
  /** What is cut out of the open chat, and what of it its customer may let through, where ours is not wanted. */
  chat: chatSettings.default({}),
});

export type TenantFile = z.infer<typeof tenantFile>;
