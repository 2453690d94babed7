import { describeSettings, settingNames } from "@aside/service";
import { expect, test } from "vitest";
import { settingsTable } from "./settings.ts";

test("docs/settings/collector.md is the table that the process reads (`npx vitest run apps/collector/src/settings-page.test.ts -u` renews it)", async () => {
  const page = `# Settings of the collector\n\nRead once at the start. A wrong value is refused with its name and what is allowed. A variable whose name begins with \`ASIDE_\` and that no program of Aside reads is said at the start (\`setting not known\`) with the name that may be meant, and not refused: both servers and the command line share an environment, in which an orchestrator has names too.\n\n${describeSettings(settingsTable)}`;
  await expect(page).toMatchFileSnapshot("../../../docs/settings/collector.md");
});

test("every setting is among the names that no program of Aside takes for a mistake", () => {
  const names = Object.values(settingsTable).map(({ name }) => name);
  expect(settingNames.collector).toEqual(names.toSorted());
});
