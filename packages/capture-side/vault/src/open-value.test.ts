import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { accessBy, NUMBER, openPlace, type Place } from "../test/place.ts";
import { VaultError } from "./errors.ts";
import { createToken } from "./token.ts";
import type { Vault } from "./vault.ts";

let place: Place;
let vault: Vault;
beforeAll(async () => {
  place = await openPlace();
  vault = await place.open();
});
afterAll(() => place.close());

test("[12] unknown, foreign and erased tokens and pointers take the same way: as many statements, as many covers, one act on record", async () => {
  const erased = await place.store(vault, "timed");
  await vault.erase(accessBy("timed", erased, "x"));
  const kinds = {
    unknown: createToken("timed"),
    foreign: await place.store(vault, "else"),
    erased,
    pointer: await place.store(vault, "timed", { tokenType: "pointer" }),
  };
  const asked = vi.spyOn(place.database, "once");
  const covered = vi.spyOn(place.audit, "cover");
  for (const [kind, token] of Object.entries(kinds)) {
    asked.mockClear();
    covered.mockClear();
    const before = await place.acts("timed");
    const error: unknown = await vault
      .open({ ...accessBy("timed", token, "x"), field: "card.pan" })
      .catch((reason: unknown) => reason);
    const after = await place.acts("timed");
    expect({
      kind,
      code: error instanceof VaultError ? error.code : "none",
      statements: asked.mock.calls.length,
      covers: covered.mock.calls.length,
      acts: after.length - before.length,
    }).toEqual({ kind, code: "not_found", statements: 2, covers: 2, acts: 1 });
  }
});

test("[12] of ten thousand guesses sixty are looked up in a minute, and a right one among the others is refused too", async () => {
  const token = await place.store(vault, "guessed");
  const guess = (text: string, actor = "guesser") =>
    vault.open({ ...accessBy("guessed", text, "x"), actor, field: "card.pan" });
  const answers = new Map<string, number>();
  for (let tried = 0; tried < 10_000; tried += 1) {
    const error: unknown = await guess(createToken("guessed")).catch((reason: unknown) => reason);
    const code = error instanceof Error && "code" in error ? String(error.code) : "none";
    answers.set(code, (answers.get(code) ?? 0) + 1);
  }
  expect(Object.fromEntries(answers)).toEqual({ not_found: 60, too_many_guesses: 9_940 });
  await expect(guess(token)).rejects.toMatchObject({ code: "too_many_guesses" });
  expect(await place.read(vault, "guessed", token, "card.pan")).toBe(NUMBER);
  place.now += 60_000;
  expect(Buffer.from((await guess(token)).expose()).toString()).toBe(NUMBER);
});

test("[12] guesses are counted once for all processes on a database", async () => {
  const vaults = await Promise.all(Array.from({ length: 3 }, () => place.open()));
  const looked = vi.spyOn(place.database, "once");
  const answers: string[] = [];
  for (let tried = 0; tried < 100; tried += 1) {
    const guess = { ...accessBy("spread", createToken("spread"), "x"), field: "card.pan" };
    await vaults[tried % vaults.length]?.open(guess).catch((error: unknown) => {
      answers.push(error instanceof VaultError ? error.code : "");
    });
  }
  const counted = (code: string) => answers.filter((each) => each === code).length;
  // The limit, and what each of the others had to look up to hear of it.
  expect(counted("not_found")).toBeGreaterThanOrEqual(60);
  expect(counted("not_found")).toBeLessThanOrEqual(62);
  expect(counted("too_many_guesses")).toBe(100 - counted("not_found"));
  expect(looked).toHaveBeenCalledTimes(2 * counted("not_found"));
  looked.mockRestore();
  // Another actor of the tenant is another one.
  const other = { ...accessBy("spread", createToken("spread"), "x"), actor: "other" };
  await expect(vaults[0]?.open({ ...other, field: "card.pan" })).rejects.toMatchObject({
    code: "not_found",
  });
  place.now += 60_000;
  const [first] = vaults;
  const token = await place.store(vault, "spread");
  expect(first && (await place.read(first, "spread", token, "card.pan"))).toBe(NUMBER);
});

test("a field that is not named is the record's only one", async () => {
  const only = { fields: [{ name: "iban", class: "bank.iban", bytes: Buffer.from("DE89") }] };
  const token = await place.store(vault, "single", only);
  const value = await vault.open(accessBy("single", token, "x"));
  expect(Buffer.from(value.expose()).toString()).toBe("DE89");
  const card = await place.store(vault, "single");
  await expect(vault.open(accessBy("single", card, "x"))).rejects.toMatchObject({
    code: "not_found",
  });
});
