import { afterAll, beforeAll, expect, test } from "vitest";
import { accessBy, HOLDER, NUMBER, openPlace, type Place } from "../test/place.ts";
import { createToken } from "./token.ts";
import type { Vault } from "./vault.ts";

let place: Place;
let vault: Vault;
beforeAll(async () => {
  place = await openPlace();
  vault = await place.open();
});
afterAll(() => place.close());

const useOf = (tenant: string, reference: string) => {
  const { token: _, ...name } = accessBy(tenant, "", reference);
  return vault.use(name);
};
/** What was done by the uses, without what stored the records. */
const acts = async (tenant: string) => (await place.acts(tenant)).filter(isOfUse);
const isOfUse = (act: unknown) => JSON.stringify(act).includes('"actor":"test"');
const read = (values: readonly { expose(): Uint8Array }[]) =>
  values.map((value) => Buffer.from(value.expose()).toString());

test("[AUD1] several values are opened together, in the order that they are asked for, each on record", async () => {
  const [one, two] = [await place.store(vault, "many"), await place.store(vault, "many")];
  const names = [
    { token: two, field: "card.holder" },
    { token: one, field: "card.cvv" },
    { token: two, field: "card.pan" },
  ];
  expect(read(await useOf("many", "u1").open(names))).toEqual([HOLDER, "987", NUMBER]);
  const recorded = await acts("many");
  expect(recorded).toHaveLength(3);
  for (const { token: subject, field } of names) {
    expect(recorded).toContainEqual({
      actor: "test",
      action: "read",
      subject,
      field,
      purpose: "test",
      reference: "u1",
      result: "done",
    });
  }
});

test("[12] one that is not there, and none is opened", async () => {
  const token = await place.store(vault, "partly");
  const names = [
    { token, field: "card.pan" },
    { token: createToken("partly"), field: "card.pan" },
  ];
  await expect(useOf("partly", "u1").open(names)).rejects.toMatchObject({ code: "not_found" });
  const recorded = await acts("partly");
  expect(recorded).toHaveLength(2);
  const found = { action: "read", subject: token, field: "card.pan", result: "done" };
  expect(recorded).toContainEqual(expect.objectContaining(found));
  const missed = { action: "read", field: null, result: "not_found" };
  expect(recorded).toContainEqual(expect.objectContaining(missed));
});

test("uses that take the same one_time tokens in another order: one has both, none waits for the other for ever", async () => {
  const tokens = await Promise.all(
    Array.from({ length: 30 }, () => place.store(vault, "crossed", { tokenType: "one_time" })),
  );
  const names = tokens.map((token) => ({ token, field: "card.pan" }));
  const uses = Array.from({ length: 12 }, (_, index) =>
    useOf("crossed", `u${index}`)
      .open(index % 2 === 0 ? names : names.toReversed())
      .then(read, (error: unknown) => String(error)),
  );
  const results = await Promise.all(uses);
  expect(results.filter((each) => Array.isArray(each))).toEqual([tokens.map(() => NUMBER)]);
  expect(new Set(results.filter((each) => typeof each === "string"))).toEqual(
    new Set(["VaultError: No such value"]),
  );
});

test("ends for all that it asked for: a one_time token is free again, or gone with its code", async () => {
  const once = await place.store(vault, "ends", { tokenType: "one_time" });
  const often = await place.store(vault, "ends");
  const names = [once, often].map((token) => ({ token, field: "card.pan" }));
  const first = useOf("ends", "u1");
  await first.open(names);
  await first.settle("not_used");
  const second = useOf("ends", "u2");
  await second.open(names);
  await second.settle("used");
  const ended = (await acts("ends")).filter((act) => !JSON.stringify(act).includes('"read"'));
  expect(ended.slice(0, 1)).toMatchObject([{ action: "released", subject: once, reference: "u1" }]);
  expect(ended.slice(1)).toHaveLength(3);
  for (const [action, subject] of [
    ["burnt", once],
    ["used", once],
    ["burnt", often],
  ]) {
    const ending = { action, subject, reference: "u2", result: "done" };
    expect(ended).toContainEqual(expect.objectContaining(ending));
  }
  expect(await place.read(vault, "ends", often, "card.pan")).toBe(NUMBER);
  for (const [token, field] of [
    [once, "card.pan"],
    [often, "card.cvv"],
  ] as const) {
    await expect(place.read(vault, "ends", token, field)).rejects.toMatchObject({
      code: "not_found",
    });
  }
});

test("without a code or a one_time token its end asks the database nothing", async () => {
  const token = await place.store(vault, "quiet", {
    fields: [{ name: "iban", class: "bank.iban", bytes: Buffer.from("DE89") }],
  });
  const use = useOf("quiet", "u1");
  expect(read(await use.open([{ token, field: "iban" }]))).toEqual(["DE89"]);
  await place.asOwner("alter function vault_spend rename to vault_spend_away");
  await place.asOwner("alter function vault_release rename to vault_release_away");
  try {
    await use.settle("used");
    await use.settle("not_used");
  } finally {
    await place.asOwner("alter function vault_spend_away rename to vault_spend");
    await place.asOwner("alter function vault_release_away rename to vault_release");
  }
});
