import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, Customer, newId } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

test("[BND1] one that answers goes at once, one that does not is cut off after 2 s, and none may come during a capture", async () => {
  const anna = await Agent.in(url, "anna");
  const [carla, mute] = await Promise.all([Agent.in(url, "carla"), Agent.in(url, "carla")]);
  const customer = await Customer.in(url);
  const id = customer.conversation;
  await anna.take(id);
  const [watching, silent] = [await carla.join(id), await mute.join(id)];
  if (!("observer" in watching) || watching.observer === null) throw new Error("no observer");
  expect(silent).toMatchObject({ ok: true, status: "joined" });
  const asked = carla.inbox.until((all) => all.find((one) => one.type === "detach"));
  const cut = new Promise((resolve) => mute.socket.on("disconnect", resolve));
  await anna.capture(id);
  await asked;
  expect(
    await carla.send({ type: "detached", conversation: id, observer: watching.observer }),
  ).toEqual({ ok: true });
  await cut;
  await customer.frame((frame) => frame.type === "capture" && frame.ready);
  expect(await carla.join(id)).toMatchObject({ ok: false, code: "capture_running" });
  const seen = carla.frames(id).length;
  await anna.send({ type: "canned", conversation: id, id: newId("msg"), line: "still_here" });
  expect(carla.frames(id).length).toBe(seen);
  for (const one of [anna, carla, customer]) one.close();
});

test("[BND1] one that was still being let in when the sweep came is asked to go like any other", async () => {
  const [anna, carla] = await Promise.all([Agent.in(url, "anna"), Agent.in(url, "carla")]);
  const customer = await Customer.in(url);
  const id = customer.conversation;
  await anna.take(id);
  const by = `agent:${carla.welcome?.me.id}`;
  let letIn = () => {};
  const held = new Promise<void>((resolve) => (letIn = resolve));
  let begun = () => {};
  const isHeld = new Promise<void>((resolve) => (begun = resolve));
  // The same act, not committed: who is let in waits to be on record.
  const recording = system.node.database.withTenant("demo", async (sql) => {
    await sql`select audit_act_access(${Date.now()}, 'transcript.watched', ${id}, ${by}, null)`;
    begun();
    await held;
  });
  await isHeld;
  const joining = carla.join(id);
  await expect.poll(() => typesOf(id), { timeout: 10_000 }).toContain("observer.cut");
  letIn();
  await recording;
  const joined = await joining;
  if (!("observer" in joined)) throw new Error("not let in");
  await anna.capture(id);
  const asked = await carla.inbox.until((all) => all.find((one) => one.type === "detach"));
  expect(asked).toMatchObject({ conversation: id, observer: joined.observer });
  for (const one of [anna, carla, customer]) one.close();
});

test("[BND1] one that another process took for gone watches no more, is let in anew, and asked to go by its new name", async () => {
  const [anna, carla] = await Promise.all([Agent.in(url, "anna"), Agent.in(url, "carla")]);
  const customer = await Customer.in(url);
  const id = customer.conversation;
  await anna.take(id);
  const first = await carla.join(id);
  if (!("observer" in first) || first.observer === null) throw new Error("not let in");
  await system.node.database.withTenant(
    "demo",
    (sql) =>
      sql`insert into journal (tenant, conversation, seq, at, event)
        select tenant, conversation, max(seq) + 1, max(at), ${sql.json({ type: "observer.cut", observer: first.observer })}
        from journal where tenant = 'demo' and conversation = ${id} group by tenant, conversation`,
  );
  // What is written next makes this process read what the other wrote.
  await anna.say(id, "one more word");
  const gone = await carla.inbox.until((all) => all.find((one) => one.type === "lost"));
  expect(gone).toMatchObject({ conversation: id });
  const seen = carla.frames(id).length;
  await anna.say(id, "and another");
  const answer = { type: "detached", conversation: id, observer: first.observer } as const;
  expect(await carla.send(answer)).toMatchObject({ ok: false, code: "not_found" });
  expect(carla.frames(id).length).toBe(seen);
  const joined = await carla.join(id);
  if (!("observer" in joined)) throw new Error("not let in again");
  expect(joined.observer).not.toBe(first.observer);
  await anna.capture(id);
  const asked = await carla.inbox.until((all) => all.find((one) => one.type === "detach"));
  expect(asked).toMatchObject({ conversation: id, observer: joined.observer });
  for (const one of [anna, carla, customer]) one.close();
});

/** What the journal has of a conversation. */
async function typesOf(id: string): Promise<string[]> {
  const rows = await system.node.database.withTenant(
    "demo",
    (sql) =>
      sql<{ type: string }[]>`
        select event->>'type' as type from journal where tenant = 'demo' and conversation = ${id} order by seq`,
  );
  return rows.map(({ type }) => type);
}
