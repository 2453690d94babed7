import { describeSettings, settingNames } from "@aside/service";
import { expect, test } from "vitest";
import { settingsTable } from "./settings.ts";

test("docs/settings/gateway.md is the table that the process reads (`npx vitest run apps/gateway/src/settings-page.test.ts -u` renews it)", async () => {
  const page = `# Settings of the gateway\n\nRead once at the start. A wrong value is refused with its name and what is allowed. A variable whose name begins with \`ASIDE_\` and that no program of Aside reads is said at the start (\`setting not known\`) with the name that may be meant, and not refused: both servers and the command line share an environment, in which an orchestrator has names too.\n\n${describeSettings(settingsTable)}`;
  await expect(page).toMatchFileSnapshot("../../../docs/settings/gateway.md");
});

test("every setting is among the names that no program of Aside takes for a mistake", () => {
  const names = Object.values(settingsTable).map(({ name }) => name);
  expect(settingNames.gateway).toEqual(names.toSorted());
});
