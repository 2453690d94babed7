import * as z from "zod";
import { FieldsError } from "./errors.ts";
import { fieldClasses } from "./field-class.ts";
import { templateProblems } from "./template-problems.ts";

export const MAX_FIELDS = 12;

const words = z.string().trim().min(1).max(60);
const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const length = z.int().min(1).max(200);
const fieldName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/);

const fieldOptions = z.strictObject({
  /** Shortest and longest value, in characters: `text.secret`, `number.secret`. */
  min: length.optional(),
  max: length.optional(),
  /** What can be chosen: `choice`. */
  choices: z
    .array(
      z.strictObject({
        value: z.string().regex(/^[a-z0-9-]{1,30}$/),
        label: words.optional(),
      }),
    )
    .min(2)
    .max(30)
    .optional(),
});

const templateField = z.strictObject({
  name: fieldName,
  class: z.enum(fieldClasses),
  label: words.optional(),
  /** For `address.*`: required besides what the territory requires. */
  required: z.boolean(),
  options: fieldOptions.optional(),
  /** The field is part of the form only where an earlier `choice` has this value. */
  when: z.strictObject({ field: fieldName, is: z.string().max(30) }).optional(),
});

/** The members of a template, each by itself; {@link templateProblems} says whether they go together. */
export const templateShape = z.strictObject({
  id,
  version: z.int().min(1).max(100_000),
  title: words,
  fields: z.array(templateField).min(1).max(MAX_FIELDS),
  /** The collector pays at this destination itself, with the amount that the customer was shown. */
  charge: z.strictObject({ destination: id }).optional(),
  /** What its tokens are good for; `reusable` when absent. See `tokenType` of `@aside/protocol`. */
  token: z.enum(["one_time", "reusable", "pointer"]).optional(),
});

/** What a capture asks for. Travels whole to the collector and from there to the form. */
export const templateSchema = templateShape.superRefine(({ fields }, context) => {
  for (const message of templateProblems(fields))
    context.addIssue({ code: "custom", message, path: ["fields"] });
});

export type Template = z.infer<typeof templateSchema>;
export type TemplateField = Template["fields"][number];

/**
 * A tenant's own template.
 *
 * @throws FieldsError `template_invalid` with one line a problem; the lines name fields and limits
 */
export function defineTemplate(input: unknown): Template {
  const parsed = templateSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new FieldsError(
    "template_invalid",
    parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  );
}
