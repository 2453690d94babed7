import { en } from "zod/locales";
import { z } from "zod/mini";
import { FieldsError } from "./errors.ts";
import { fieldClasses, type FieldClass } from "./field-class.ts";

export const MAX_FIELDS = 12;

/** What a capture asks for. Travels whole to the collector and from there to the form. Made when first used: the built-in templates need no parsing. */
export const templateSchema = z.lazy(() =>
  z
    .strictObject({
      id: id(),
      version: z.int().check(z.minimum(1), z.maximum(100_000)),
      title: words(),
      fields: z.array(templateField()).check(z.minLength(1), z.maxLength(MAX_FIELDS)),
      /** The collector pays at this destination itself, with the amount that the customer was shown. */
      charge: z.optional(z.strictObject({ destination: id() })),
      /** What its tokens are good for; `reusable` when absent. See `tokenType` of `@aside/protocol`. */
      token: z.optional(z.enum(["one_time", "reusable", "pointer"])),
    })
    .check(
      z.superRefine((template, context) => {
        for (const problem of problemsOf(template.fields)) {
          context.addIssue({ code: "custom", message: problem, path: ["fields"] });
        }
      }),
    ),
);

const templateField = () =>
  z.strictObject({
    name: fieldName(),
    class: z.enum(fieldClasses),
    label: z.optional(words()),
    /** For `address.*`: required besides what the territory requires. */
    required: z.boolean(),
    options: z.optional(fieldOptions()),
    /** The field is part of the form only where an earlier `choice` has this value. */
    when: z.optional(z.strictObject({ field: fieldName(), is: z.string().check(z.maxLength(30)) })),
  });

const fieldOptions = () =>
  z.strictObject({
    /** Shortest and longest value, in characters: `text.secret`, `number.secret`. */
    min: z.optional(length()),
    max: z.optional(length()),
    /** What can be chosen: `choice`. */
    choices: z.optional(
      z
        .array(
          z.strictObject({
            value: z.string().check(z.regex(/^[a-z0-9-]{1,30}$/)),
            label: z.optional(words()),
          }),
        )
        .check(z.minLength(2), z.maxLength(30)),
    ),
  });

const fieldName = () =>
  z.string().check(z.maxLength(60), z.regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/));
const words = () => z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const id = () => z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
const length = () => z.int().check(z.minimum(1), z.maximum(200));

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

const NEEDS: Partial<Record<FieldClass, FieldClass>> = {
  "card.cvv": "card.pan",
  "id.national": "id.country",
};

function problemsOf(fields: readonly TemplateField[]): string[] {
  const problems: string[] = [];
  const classes = fields.map((field) => field.class);
  const names = fields.map((field) => field.name);
  for (const name of repeated(names)) problems.push(`the name ${name} is given twice`);
  for (const name of repeated(classes.filter(isOnce))) problems.push(`${name} can be asked once`);
  fields.forEach((field, index) => {
    const needs = field.class.startsWith("address.") ? "address.country" : NEEDS[field.class];
    if (needs && !classes.includes(needs)) problems.push(`${field.class} needs ${needs}`);
    if ((field.class === "choice") !== (field.options?.choices !== undefined)) {
      problems.push(`${field.name}: choices belong to a choice, and a choice has them`);
    }
    if ((field.options?.min ?? 1) > (field.options?.max ?? 200)) {
      problems.push(`${field.name}: min is above max`);
    }
    const { when } = field;
    const decider = when && fields.slice(0, index).find(({ name }) => name === when.field);
    if (when && !decider?.options?.choices?.some(({ value }) => value === when.is)) {
      problems.push(`${field.name}: when must name a value of an earlier choice`);
    }
  });
  return problems;
}

const REPEATABLE: readonly FieldClass[] = [
  "choice",
  "text.secret",
  "number.secret",
  "date.birth",
  "phone",
  "email",
];

function isOnce(name: FieldClass): boolean {
  return !REPEATABLE.includes(name);
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
