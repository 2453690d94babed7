import { keys, requirements } from "./compliance-rows.mjs";

/** @typedef {import("./threats/test-titles.mjs").TestTitle} TestTitle */

const INTRO = "Written by `npm run compliance`; `tools/compliance.test.ts` holds it to the code.";

/**
 * `docs/compliance/responsibility.md`.
 *
 * @param {readonly TestTitle[]} titles of all tests
 * @throws where no test is left that shows a requirement
 */
export function renderResponsibility(titles) {
  const sections = requirements.map(([requirement, does, marks, operator]) => {
    const tests = marks.flatMap((mark) => titles.filter((title) => title.marks.includes(mark)));
    if (tests.length === 0) throw new Error(`${requirement}: no test shows it any more`);
    const files = [...new Set(tests.map(({ file }) => file))].toSorted();
    const shown = marks.map((mark) => `[${mark}]`).join(" ");
    return `## ${requirement}\n\nAside: ${does}.\n\nShown by the tests marked ${shown}:\n${files.map((file) => `- \`${file}\``).join("\n")}\n\nStays with the operator: ${operator}.\n`;
  });
  return `# Who is responsible for what: PCI DSS 4.0.1

${INTRO} A number in brackets is a row of [threats](../threats.md), one with dots a requirement, a word a promise of \`ARCHITECTURE.md\`. Software is not compliant with PCI DSS;
whoever runs it may be, and this page is material for that.

Which questionnaire: a merchant who runs the collector is SAQ D. A merchant whose form is served by a service provider that runs it and is itself
assessed may be SAQ A, if the merchant's page is not susceptible to attacks from scripts; a page that supplies parts of the form is SAQ A-EP. Whoever
runs it for others is SAQ D for service providers, or a report on compliance. If agents type card numbers, or numbers land in the chat, gateway,
agents' computers and transcripts are in scope.

${sections.join("\n")}`;
}

export function renderKeys() {
  const rows = keys.map((row) => `| ${row.slice(0, 5).join(" | ")} | \`${row[5]}\` |`);
  return `# Key inventory

${INTRO} How keys are made, rotated and destroyed: [keys](../keys.md).

| key | algorithm | purpose | where | life | code |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/**
 * `docs/compliance/data-flow.md`.
 *
 * @param {readonly string[]} classes of fields
 * @param {Readonly<Record<string, readonly string[] | undefined>>} permitted what each may say outside the collector
 * @param {(fieldClass: string) => boolean} isMemoryOnly
 */
export function renderDataFlow(classes, permitted, isMemoryOnly) {
  const rows = classes.map((name) => {
    const rest = isMemoryOnly(name)
      ? "never written; memory, 15 minutes"
      : "encrypted until its time is over";
    return `| \`${name}\` | customer's frame, collector's process | ${rest} | ${permitted[name]?.join(", ") ?? "nothing"} |`;
  });
  return `# Data flow

${INTRO} The gateway, its database, its logs, the console and webhooks get what stands in the last column and a token, nothing else. What is forwarded
goes from the collector to the destinations that its configuration names. Month and year of an expiry are told only where the policy says so.

| class of field | plain | at the collector at rest | told to the conversation side, at most |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
