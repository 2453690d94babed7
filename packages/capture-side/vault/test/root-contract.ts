import { expect, test } from "vitest";
import type { Root, WrapContext } from "../src/root/root.ts";

export const CONTEXT: WrapContext = {
  tenant: "demo",
  class: "card",
  epoch: "2026-11-abcdefgh",
  purpose: "kek",
};

/**
 * What every root provider holds to.
 *
 * @param open a root on the key that all calls with the same name share
 */
export function rootContract(open: (key: "one" | "two") => Promise<Root>): void {
  const bytes = () => Uint8Array.from({ length: 32 }, (_, index) => index);

  test("[30] what was wrapped unwraps, by another process too, and differs each time", async () => {
    const root = await open("one");
    const [first, second] = [await root.wrap(bytes(), CONTEXT), await root.wrap(bytes(), CONTEXT)];
    expect(first).not.toEqual(second);
    expect(Buffer.from(first).includes(Buffer.from(bytes()))).toBe(false);
    const again = await open("one");
    expect(new Uint8Array(await again.unwrap(first, CONTEXT))).toEqual(bytes());
    expect(new Uint8Array(await root.unwrap(second, CONTEXT))).toEqual(bytes());
  });

  test("[31] with any part of the context changed it does not unwrap", async () => {
    const root = await open("one");
    const wrapped = await root.wrap(bytes(), CONTEXT);
    const others: Partial<WrapContext>[] = [
      { tenant: "other" },
      { class: "bank" },
      { epoch: "2026-12-abcdefgh" },
      { purpose: "capture" },
      { tenant: "card", class: "demo" },
    ];
    for (const other of others) {
      const refused = { code: "wrong_root", who: "operator" };
      await expect(root.unwrap(wrapped, { ...CONTEXT, ...other })).rejects.toMatchObject(refused);
    }
  });

  test("[31] another key, and bytes that were changed or cut, do not unwrap", async () => {
    const [root, other] = [await open("one"), await open("two")];
    expect(root.id).not.toBe(other.id);
    expect((await open("one")).id).toBe(root.id);
    const wrapped = await root.wrap(bytes(), CONTEXT);
    await expect(other.unwrap(wrapped, CONTEXT)).rejects.toMatchObject({ code: "wrong_root" });
    const changed = wrapped.map((byte, index) => (index === wrapped.length - 8 ? byte ^ 1 : byte));
    for (const bad of [changed, wrapped.subarray(0, 8)]) {
      await expect(root.unwrap(bad, CONTEXT)).rejects.toMatchObject({ code: "wrong_root" });
    }
  });

  test("rewraps to the same bytes; what was wrapped before a rotation still unwraps", async () => {
    const root = await open("one");
    const before = await root.wrap(bytes(), CONTEXT);
    expect(["rotated", "replace"]).toContain(await root.rotate());
    const rewrapped = await root.rewrap(before, CONTEXT);
    expect(rewrapped).not.toEqual(before);
    for (const wrapped of [before, rewrapped]) {
      expect(new Uint8Array(await root.unwrap(wrapped, CONTEXT))).toEqual(bytes());
    }
    const other = { ...CONTEXT, tenant: "other" };
    await expect(root.rewrap(before, other)).rejects.toMatchObject({ code: "wrong_root" });
  });

  test("is healthy", async () => {
    await expect((await open("one")).health()).resolves.toBeUndefined();
  });
}
