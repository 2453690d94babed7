import { threats } from "./rows.mjs";

/** @typedef {import("./test-titles.mjs").TestTitle} TestTitle */

/**
 * `docs/threats.md`: every threat with its defence and the tests that carry its number.
 *
 * @param {readonly TestTitle[]} titles
 */
export function renderThreats(titles) {
  const sections = threats.map(({ number, threat, defence, rest }) => {
    const tests = titles.filter(({ numbers }) => numbers.includes(number));
    const shown = tests.map(({ file, title }) => `- \`${file}\`: ${title.replaceAll("|", "\\|")}`);
    return [
      `## ${number}. ${threat}`,
      "",
      `${defence}.`,
      ...(rest === undefined ? [] : ["", `What remains: ${rest}.`]),
      "",
      ...(shown.length > 0 ? shown : ["**No test yet.**"]),
      "",
    ].join("\n");
  });
  return `# Threats, defences, tests

The forty threats that the capture side is built against. Under each stand the tests whose title carries its number. Written by
\`npm run compliance\` from \`tools/threats/rows.mjs\` and the test files; a test fails when a row has no test, and when this
page names a test that is no more.

${sections.join("\n")}`;
}
