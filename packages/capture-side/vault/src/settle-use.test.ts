import { afterAll, beforeAll, expect, test } from "vitest";
import { NUMBER, openPlace, type Place, accessBy } from "../test/place.ts";

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

test("[28] the code is in memory only: until a use is settled, and not in another process on the same database", async () => {
  const vault = await place.open();
  const token = await place.store(vault, "demo");
  const restarted = await place.open();
  const missing = { code: "not_found" };
  await expect(place.read(restarted, "demo", token, "card.cvv")).rejects.toMatchObject(missing);
  expect(await place.read(vault, "demo", token, "card.cvv")).toBe("987");
  await vault.settle({ ...accessBy("demo", token, "why"), outcome: "not_used" });
  expect(await place.read(vault, "demo", token, "card.cvv")).toBe("987");
  await vault.settle({ ...accessBy("demo", token, "why"), outcome: "used" });
  await expect(place.read(vault, "demo", token, "card.cvv")).rejects.toMatchObject(missing);
  expect(await place.read(vault, "demo", token, "card.pan")).toBe(NUMBER);
  const classes = await place.database.withTenant(
    "demo",
    (sql) => sql`select distinct class from vault_field order by 1`,
  );
  expect([...classes]).toEqual([{ class: "card.holder" }, { class: "card.pan" }]);
});

test("a one_time token opens for one use, however many fields, and is gone once that is settled", async () => {
  const vault = await place.open();
  const token = await place.store(vault, "demo", { tokenType: "one_time" });
  const missing = { code: "not_found" };
  expect(await place.read(vault, "demo", token, "card.pan", "use_1")).toBe(NUMBER);
  expect(await place.read(vault, "demo", token, "card.holder", "use_1")).toBe("Jane Doe");
  expect(await place.read(vault, "demo", token, "card.cvv", "use_1")).toBe("987");
  await expect(place.read(vault, "demo", token, "card.pan", "use_2")).rejects.toMatchObject(
    missing,
  );
  await vault.settle({ ...accessBy("demo", token, "use_1"), outcome: "not_used" });
  expect(await place.read(vault, "demo", token, "card.pan", "use_2")).toBe(NUMBER);
  await vault.settle({ ...accessBy("demo", token, "use_1"), outcome: "used" });
  expect(await place.read(vault, "demo", token, "card.pan", "use_2")).toBe(NUMBER);
  await vault.settle({ ...accessBy("demo", token, "use_2"), outcome: "used" });
  await expect(place.read(vault, "demo", token, "card.pan", "use_2")).rejects.toMatchObject(
    missing,
  );
});

test("of ten uses of a one_time token that begin at once, one opens it", async () => {
  const vault = await place.open();
  const token = await place.store(vault, "demo", { tokenType: "one_time" });
  const uses = Array.from({ length: 10 }, (_, index) =>
    place.read(vault, "demo", token, "card.pan", `race_${index}`).catch(() => "refused"),
  );
  expect((await Promise.all(uses)).filter((each) => each === NUMBER)).toHaveLength(1);
});

test("a pointer never opens: no field, no key and no code of it is kept", async () => {
  const vault = await place.open();
  const token = await place.store(vault, "pointers", { tokenType: "pointer" });
  for (const field of ["card.pan", "card.cvv"]) {
    await expect(place.read(vault, "pointers", token, field)).rejects.toMatchObject({
      code: "not_found",
    });
  }
  const [kept] = await place.database.withTenant(
    "pointers",
    (sql) => sql`
    select (select count(*)::int from vault_record) as records, (select count(*)::int from vault_field) as fields,
      (select count(*)::int from vault_keys.dek) as keys`,
  );
  expect(kept).toEqual({ records: 1, fields: 0, keys: 0 });
});
