import { expect, test } from "vitest";
import { keptId } from "./held-id.ts";
import { localeOf } from "./scrub-handshake.ts";

test("[BND1] the name under which a held message is kept says nothing of the id it was sent with", () => {
  const id = `msg_${"4111111111111111".padEnd(26, "0")}`;
  expect(keptId(id)).toMatch(/^msg_[0-9a-hjkmnp-tv-z]{26}$/);
  expect(keptId(id)).not.toContain("4111");
  expect(keptId(id)).toBe(keptId(id));
});

test.each([
  ["en", "en"],
  ["pt-BR", "pt-BR"],
  ["zh-Hant-TW", "zh"],
  ["de-4111111111111111", "de"],
  ["4111111111111111", "en"],
])("of the language %s %s is kept", (given, kept) => expect(localeOf(given)).toBe(kept));
