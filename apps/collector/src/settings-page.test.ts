import { describeSettings } from "@aside/service";
import { expect, test } from "vitest";
import { settingsTable } from "./settings.ts";

test("docs/settings/collector.md is the table that the process reads (`npx vitest run apps/collector/src/settings-page.test.ts -u` renews it)", async () => {
  const page = `# Settings of the collector\n\nRead once at the start. A wrong value is refused with its name and what is allowed.\n\n${describeSettings(settingsTable)}`;
  await expect(page).toMatchFileSnapshot("../../../docs/settings/collector.md");
});
