import { randomBytes } from "node:crypto";
import { builtInTemplates } from "@aside/fields";
import { createId } from "@aside/protocol";
import { expect, test } from "@playwright/test";
import { openForm } from "../clients/form.ts";
import { gatewayKey, type GatewayKey } from "../clients/gateway-key.ts";
import { startSystem, type System } from "../system/system.ts";
import { countInMemory, type Family, mayReadMemory } from "./process-memory.ts";

const CAPTURES = 200;
const AT_ONCE = 8;
/** A handful. Without care for memory it is all of them. */
const MOST = 10;

test.setTimeout(240_000);

for (const sodium of ["auto", "wasm"]) {
  test(`[23] [BND2] after 200 captures the collector's memory holds at most a handful of the values, in eight encodings (libsodium: ${sodium})`, async () => {
    await scan(sodium);
  });
}

async function scan(sodium: string): Promise<void> {
  const system = await startSystem({ env: { ASIDE_SODIUM: sodium } });
  try {
    const why = "this kernel lets only root look into a process (kernel.yama.ptrace_scope)";
    test.skip(!(await mayReadMemory(system.collector.pid())), why);
    const key = await gatewayKey(system);
    const cards = Array.from({ length: CAPTURES }, (_, index) => cardOf(index));
    const queue = cards.values();
    const work = async () => {
      for (const card of queue) await capture(card, key, system);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    const families: Family[] = [
      { name: "numbers", start: "41117390", values: cards.map(({ number }) => number) },
      { name: "numbers as typed", start: "4111 7390", values: cards.map(({ typed }) => typed) },
      { name: "names", start: "Zebrano Canary", values: cards.map(({ holder }) => holder) },
    ];
    const found = await countInMemory(system.collector.pid(), families);
    const gateway = await countInMemory(system.gateway.pid(), families);
    const control = await countInMemory(process.pid, families);
    test.info().annotations.push({ type: "found", description: JSON.stringify(found) });
    process.stdout.write(
      `values of ${CAPTURES} captures in the collector's memory (libsodium: ${sodium}): ${JSON.stringify(found)}\n`,
    );

    for (const family of families) expect(control[family.name]).toBeGreaterThan(CAPTURES * 0.9);
    for (const family of families) expect(gateway[family.name]).toBe(0);
    for (const family of families) expect(found[family.name]).toBeLessThanOrEqual(MOST);
  } finally {
    await system.stop();
  }
}

interface Card {
  number: string;
  typed: string;
  holder: string;
}

/** Half are typed in groups, half without a space. */
function cardOf(index: number): Card {
  const body = `41117390${String(index * 7_919 + 1_000_003).padStart(7, "0")}`;
  const number = body + checkDigit(body);
  const groups = number.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
  return { number, typed: groups, holder: `Zebrano Canary${index + 10_000}` };
}

async function capture(card: Card, key: GatewayKey, system: System): Promise<void> {
  const id = createId("cap", randomBytes(16));
  const conversation = createId("cnv", randomBytes(16));
  const template = builtInTemplates.find((each) => each.id === "card");
  const answer = await key.command({
    command: "register",
    tenant: "demo",
    conversation,
    capture: id,
    template: JSON.parse(JSON.stringify(template)),
    requestedBy: "memory",
    policy: "memory",
    retentionDays: 1,
    showExpiry: false,
    deadline: Date.now() + 500_000,
  });
  if (!answer.ok) throw new Error(`register: ${answer.status}`);
  const ticket = await key.ticket({
    tenant: "demo",
    conversation,
    capture: id,
    template: "card",
    parentOrigin: system.gateway.url,
    locale: "en",
  });
  const form = await openForm(system.collector.url, ticket, system.gateway.url);
  const typed = Number(card.holder.at(-1)) % 2 === 0;
  const reply = await form.submit({
    "card.pan": typed ? card.typed : card.number,
    "card.holder": card.holder,
    "card.exp": "12/34",
    "card.cvv": "987",
  });
  if (reply.outcome !== "stored") throw new Error("not stored");
}

function checkDigit(body: string): string {
  let sum = 0;
  for (const [index, digit] of [...body].toReversed().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return String((10 - (sum % 10)) % 10);
}
