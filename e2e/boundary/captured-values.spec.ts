import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { DeskPage } from "../pages/desk-page.ts";
import { ShopPage } from "../pages/shop-page.ts";
import { connectAgent } from "../clients/agent.ts";
import { agentSide } from "./agent-side.ts";
import { canaryAddress, canaryCard, cardCanaries } from "./canary-values.ts";
import { databaseRows } from "./database.ts";
import { filesBelow } from "./files.ts";
import { heapOfPage, heapOfProcess } from "./heap.ts";
import { search, type Canary, type Sink } from "./search.ts";
import { expect, test, type Stage } from "./stage.ts";
import { tapPage, tapSocket } from "./socket-tap.ts";

test.setTimeout(240_000);

test("[BND2] [22] what is entered in the form is found nowhere on the conversation side, and not in plain form at the collector", async ({
  stage,
  browser,
}) => {
  const { system, webhooks } = stage;
  const scene = await openScene(stage, browser);
  const { shop, desk, agent } = scene;
  const heaps = async () => [
    await heapOfProcess("gateway heap", system.gateway.pid(), stage.heaps),
    await heapOfPage("console page heap", desk.page),
    await heapOfPage("host page heap", shop.page),
  ];
  const before = await heaps();
  const card = canaryCard((code) => codeAsWord(before, code).length > 0);
  const address = canaryAddress();
  const canaries: Canary[] = [
    ...cardCanaries(card.number),
    { name: "name on the card", value: card.name },
    { name: "name", value: address.name },
    { name: "street", value: address.line },
    { name: "city", value: address.city },
  ];
  await desk.capture("/card");
  await shop.form.fillCard({
    number: card.number,
    name: card.name,
    expiry: card.expiry,
    code: card.code,
  });
  await shop.form.button("Save card").click();
  await desk.text(`•••• ${card.number.slice(-4)}`).waitFor();
  await desk.capture("/address");
  await shop.form.field("Country or region").selectOption("US");
  await shop.form.root.getByLabel("Full name", { exact: true }).fill(address.name);
  await shop.form.root.getByLabel("Address", { exact: true }).fill(address.line);
  await shop.form.root.getByLabel("City", { exact: true }).fill(address.city);
  await shop.form.root.getByLabel("State", { exact: true }).selectOption(address.region);
  await shop.form.root.getByLabel("ZIP code", { exact: true }).fill(address.postal);
  await shop.form.button("Save address").click();
  await expect.poll(() => desk.stream.getByText("stored").count()).toBeGreaterThan(1);
  await expect.poll(() => webhooks.received()).toBeGreaterThan(1);

  const sinks: Sink[] = [
    ...scene.taps.map((tap) => tap()),
    ...(await agentSide(system, scene.conversation, agent.cookie)),
    await databaseRows("gateway", system.data),
    webhooks.sink(),
    ...(await heaps()),
    ...(await filesBelow("collector data", join(system.data, "collector"))),
    await databaseRows("collector", system.data),
  ];
  expect(search(sinks, canaries)).toEqual([]);
  expect(codeAsWord(sinks, card.code)).toEqual([]);
  await scene.close();
});

test("[BND2] control: the same values, told in the open chat and put on the pages, are seen by the same search", async ({
  stage,
  browser,
}) => {
  const address = canaryAddress();
  const canaries: Canary[] = [{ name: "street", value: address.line }];
  const scene = await openScene(stage, browser);
  const { shop, desk, agent } = scene;
  const { code } = canaryCard();
  // The code first: behind some house numbers it could go on a card number, and would be asked about.
  await shop.say(code);
  await desk.text(code).waitFor();
  await shop.say(`I live at ${address.line}`);
  await desk.text(address.line).waitFor();
  const sinks: Sink[] = [
    ...scene.taps.map((tap) => tap()),
    ...(await agentSide(stage.system, scene.conversation, agent.cookie)),
    await databaseRows("gateway", stage.system.data),
    await heapOfProcess("gateway heap", stage.system.gateway.pid(), stage.heaps),
    await heapOfPage("console page heap", desk.page),
    await heapOfPage("host page heap", shop.page),
  ];
  const seen = new Set(search(sinks, canaries).map(({ sink }) => sink));
  const withCode = codeAsWord(sinks, code);
  for (const heap of ["gateway heap", "console page heap", "host page heap"])
    expect(withCode).toContain(heap);
  for (const sink of [
    "console sockets",
    "supervisor's socket",
    `/v1/conversations/${scene.conversation}/replay`,
    "gateway database",
    "gateway heap",
    "console page heap",
    "host page heap",
  ]) {
    expect(seen).toContain(sink);
  }
  expect([...seen].some((sink) => sink.startsWith("gateway data"))).toBe(true);
  await scene.close();
});

async function openScene({ system }: Stage, browser: Browser) {
  const deskContext = await browser.newContext();
  const deskTab = await deskContext.newPage();
  const [anna] = system.agents;
  // Of all who are not in the talk, a supervisor is given the most of it.
  const carla = system.agents.find(({ email }) => email.startsWith("carla@"));
  if (anna === undefined || carla === undefined) throw new Error("agents are not seeded");
  const taps = [tapPage("console sockets", deskTab)];
  await deskTab.request.post(`${system.gateway.url}/v1/sign-in`, {
    data: anna,
    headers: { origin: system.gateway.url },
  });
  await deskTab.goto(`${system.gateway.url}/console/`);
  const desk = new DeskPage(deskTab);

  const shopContext = await browser.newContext();
  const shop = new ShopPage(await shopContext.newPage());
  await shop.page.goto(`${system.gateway.url}/demo/`);
  await shop.open();
  await shop.say("the canary sings");
  await desk.take("the canary sings");

  const agent = await connectAgent(system.gateway.url, carla);
  taps.push(tapSocket("supervisor's socket", agent.socket));
  const queue = await agent.inbox.first(
    (message) =>
      message.type === "queue"
        ? message.entry.conversation
        : message.type === "welcome"
          ? (message.queue[0]?.conversation ?? null)
          : null,
    "a conversation in the queue",
  );
  await agent.send({ type: "join", conversation: queue, after: 0 });
  return {
    shop,
    desk,
    agent,
    taps,
    conversation: queue,
    async close() {
      agent.close();
      await shopContext.close();
      await deskContext.close();
    },
  };
}

/**
 * Four digits occur by chance in any large file: the code is looked for as a word of its own where people and programs read text, and as a whole string
 * of a heap.
 */
function codeAsWord(sinks: readonly Sink[], code: string): string[] {
  const word = new RegExp(
    `(?:"|security code[^0-9]{0,20}|cvv[^0-9]{0,20})${code}(?![0-9])|\\x00${code}\\x00`,
    "i",
  );
  return sinks.filter(({ bytes }) => word.test(bytes.toString("latin1"))).map(({ name }) => name);
}
