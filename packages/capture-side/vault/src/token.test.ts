import { token as tokenSchema } from "@aside/protocol";
import { ready } from "@aside/seal";
import { beforeAll, describe, expect, test } from "vitest";
import { createToken, isTokenOf } from "./token.ts";

beforeAll(ready);

describe("createToken", () => {
  test("[12] is of the wire's form, new each time, never shaped like a card number", () => {
    const tokens = Array.from({ length: 2_000 }, () => createToken("demo"));
    expect(new Set(tokens).size).toBe(2_000);
    for (const token of tokens) {
      expect(tokenSchema.parse(token)).toBe(token);
      expect(token).not.toMatch(/(?:\d[_-]?){12}/);
    }
  });

  test("is of one tenant, and a typing error shows", () => {
    const token = createToken("demo");
    expect(isTokenOf("demo", token)).toBe(true);
    expect(isTokenOf("other", token)).toBe(false);
    expect(isTokenOf("demo", token.replace(/..$/, "!!"))).toBe(false);
    expect(isTokenOf("demo", "")).toBe(false);
  });
});
