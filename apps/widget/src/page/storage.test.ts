import { expect, it } from "vitest";
import { memoryStorage } from "../../test/memory-storage.ts";
import { phoneMemory } from "./storage.ts";

it("keeps which capture goes on by phone", () => {
  const storage = memoryStorage();
  phoneMemory(storage, "demo").set("cap_1");
  expect(phoneMemory(storage, "demo").get()).toBe("cap_1");
  expect(phoneMemory(storage, "another").get()).toBeNull();
  phoneMemory(storage, "demo").set(null);
  expect(phoneMemory(storage, "demo").get()).toBeNull();
});

it("goes on where the browser has no room for it, or no storage at all", () => {
  const full: Storage = {
    ...memoryStorage(),
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  for (const storage of [full, null]) {
    phoneMemory(storage, "demo").set("cap_1");
    expect(phoneMemory(storage, "demo").get()).toBeNull();
  }
});
