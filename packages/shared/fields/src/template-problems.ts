import type { FieldClass } from "./field-class.ts";
import type { TemplateField } from "./template.ts";

const NEEDS: Partial<Record<FieldClass, FieldClass>> = {
  "card.cvv": "card.pan",
  "id.national": "id.country",
};

const REPEATABLE: readonly FieldClass[] = [
  "choice",
  "text.secret",
  "number.secret",
  "date.birth",
  "phone",
  "email",
];

/** What of a template's fields does not go together: one line a problem, naming fields and limits. */
export function templateProblems(fields: readonly TemplateField[]): string[] {
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

function isOnce(name: FieldClass): boolean {
  return !REPEATABLE.includes(name);
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
