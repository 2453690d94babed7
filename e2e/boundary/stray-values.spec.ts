import { connectAgent } from "../clients/agent.ts";
import { connectCustomer } from "../clients/customer.ts";
import { agentSide } from "./agent-side.ts";
import { canaryCard, cardCanaries } from "./canary-values.ts";
import { databaseRows } from "./database.ts";
import { heapOfProcess } from "./heap.ts";
import { search, type Canary, type Sink } from "./search.ts";
import { expect, test, type Stage } from "./stage.ts";

test.setTimeout(180_000);

test("[14] [BND2] what was cut out of the chat is nowhere in plain form, and neither is a part that was taken back", async ({
  stage,
}) => {
  const { customer, agent, conversation, sinksNow } = await meet(stage);

  const split = canaryCard();
  const part = split.number.slice(0, 9);
  const parts: Canary[] = [{ name: "a part that was delivered", value: part }];
  expect(await customer.say(part)).toMatchObject({ status: "accepted" });
  const whole = canaryCard();
  const seen = new Set(search(await sinksNow(), parts).map(({ sink }) => sink));
  expect([...seen]).toEqual(
    expect.arrayContaining([
      `/v1/conversations/${conversation}/replay`,
      "gateway database",
      "gateway heap",
    ]),
  );

  const last = await customer.say(split.number.slice(9));
  const cut = await customer.say(`my card number is ${whole.number}`);
  for (const { status, id } of [last, cut].map((one) => ({ status: "cut", ...one }))) {
    expect(status).toBe("cut");
    expect(await customer.send({ type: "stray.discard", message: id })).toMatchObject({ ok: true });
  }
  const sinks = await sinksNow();
  expect(search(sinks, cardCanaries(whole.number))).toEqual([]);
  // PostgreSQL keeps what a row was in its files until the next vacuum, and in its log until that is written over.
  const living = sinks.filter(({ name }) => !name.startsWith("gateway data"));
  expect(search(living, [...parts, ...cardCanaries(split.number)])).toEqual([]);
  agent.close();
  customer.close();
});

test("[14] [BND2] what was begun in the chat is nowhere in plain form once a form takes the rest", async ({
  stage,
}) => {
  const { customer, agent, sinksNow } = await meet(stage);

  const begun = canaryCard().number.slice(0, 8);
  const canaries: Canary[] = [{ name: "what was begun", value: begun }];
  const said = await customer.say(begun);
  expect(said).toMatchObject({ status: "accepted" });
  expect(search(await sinksNow(), canaries).map(({ sink }) => sink)).toEqual(
    expect.arrayContaining(["gateway database", "gateway heap"]),
  );

  expect(
    await customer.send({ type: "capture.request", template: "card", parts: [said.id] }),
  ).toMatchObject({ ok: true });
  const living = (await sinksNow()).filter(({ name }) => !name.startsWith("gateway data"));
  expect(search(living, canaries)).toEqual([]);
  agent.close();
  customer.close();
});

/** A customer and an agent who has taken their conversation, and everything of the conversation side that could hold what they wrote. */
async function meet(stage: Stage) {
  const { system } = stage;
  const { url } = system.gateway;
  const [anna] = system.agents;
  if (anna === undefined) throw new Error("no agent is seeded");
  const customer = await connectCustomer({ gateway: url, origin: url });
  const { conversation } = customer.welcome;
  const agent = await connectAgent(url, anna);
  await agent.send({ type: "join", conversation, after: 0 });
  await agent.send({ type: "take", conversation });
  const sinksNow = async (): Promise<Sink[]> => [
    ...(await agentSide(system, conversation, agent.cookie)),
    await databaseRows("gateway", system.data),
    await heapOfProcess("gateway heap", system.gateway.pid(), stage.heaps),
  ];
  return { customer, agent, conversation, sinksNow };
}
