import { en } from "zod/locales";
import { z } from "zod/mini";
import { FieldsError } from "./errors.ts";
import { fieldClasses } from "./field-class.ts";
import { templateProblems } from "./template-problems.ts";

export const MAX_FIELDS = 12;

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const id = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
const length = z.int().check(z.minimum(1), z.maximum(200));
const fieldName = z.string().check(z.maxLength(60), z.regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/));

const fieldOptions = z.strictObject({
  /** Shortest and longest value, in characters: `text.secret`, `number.secret`. */
  min: z.optional(length),
  max: z.optional(length),
  /** What can be chosen: `choice`. */
  choices: z.optional(
    z
      .array(
        z.strictObject({
          value: z.string().check(z.regex(/^[a-z0-9-]{1,30}$/)),
          label: z.optional(words),
        }),
      )
      .check(z.minLength(2), z.maxLength(30)),
  ),
});

const templateField = z.strictObject({
  name: fieldName,
  class: z.enum(fieldClasses),
  label: z.optional(words),
  /** For `address.*`: required besides what the territory requires. */
  required: z.boolean(),
  options: z.optional(fieldOptions),
  /** The field is part of the form only where an earlier `choice` has this value. */
  when: z.optional(z.strictObject({ field: fieldName, is: z.string().check(z.maxLength(30)) })),
});

/** The members of a template, each by itself; {@link templateProblems} says whether they go together. */
export const templateShape = z.strictObject({
  id,
  version: z.int().check(z.minimum(1), z.maximum(100_000)),
  title: words,
  fields: z.array(templateField).check(z.minLength(1), z.maxLength(MAX_FIELDS)),
  /** The collector pays at this destination itself, with the amount that the customer was shown. */
  charge: z.optional(z.strictObject({ destination: id })),
  /** What its tokens are good for; `reusable` when absent. See `tokenType` of `@aside/protocol`. */
  token: z.optional(z.enum(["one_time", "reusable", "pointer"])),
});

/** What a capture asks for. Travels whole to the collector and from there to the form. */
export const templateSchema = templateShape.check(
  z.superRefine(({ fields }, context) => {
    for (const message of templateProblems(fields))
      context.addIssue({ code: "custom", message, path: ["fields"] });
  }),
);

export type Template = z.infer<typeof templateSchema>;
export type TemplateField = Template["fields"][number];

/**
 * A tenant's own template.
 *
 * @throws FieldsError `template_invalid` with one line a problem; the lines name fields and limits
 */
export function defineTemplate(input: unknown): Template {
  const parsed = templateSchema.safeParse(input, { error: en().localeError });
  if (parsed.success) return parsed.data;
  throw new FieldsError(
    "template_invalid",
    parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  );
}
