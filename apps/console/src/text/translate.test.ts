import { expect, it } from "vitest";
import ar from "./ar.json";
import { createTranslate } from "./translate.ts";

it("isolates a name that is written the other way than the sentence, and no other", () => {
  const text = createTranslate("en");
  expect(text("stream.started", { name: "שרה (2)" })).toBe(
    "\u2068שרה (2)\u2069 started the conversation",
  );
  expect(text("stream.started", { name: "Sarah (2)" })).toBe("Sarah (2) started the conversation");
  expect(text("stream.started", { name: "🎉 4711" })).toBe("🎉 4711 started the conversation");
  const arabic = createTranslate("ar", ar);
  expect(arabic("stream.left", { name: "Sarah (2)" })).toContain("\u2068Sarah (2)\u2069");
  expect(arabic("stream.left", { name: "سارة" })).not.toContain("\u2068");
});
