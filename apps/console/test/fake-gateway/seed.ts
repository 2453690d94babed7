import type { FakeGateway } from "./start.ts";
import { ANNA, BEN, fakeId } from "./world.ts";

const MINUTE = 60_000;
const NAMES = [
  "Jane Whitfield",
  "Omar Haddad",
  "Lucía Fernández",
  "Priya Raman",
  "Noah Klein",
  "Mei Tanaka",
  "Tomás Ribeiro",
  "Élodie Martin",
  "Sven Lindqvist",
  "Amara Nwosu",
  "Katarzyna Nowak",
  "Liam O’Connor",
];
const LINES = [
  "Is the blue one still in stock?",
  "My parcel has not arrived yet",
  "Can I change the delivery address?",
  "I was charged twice, please have a look",
  "How do I return two of the three items I ordered last week?",
  "Thanks!",
  "مرحبا، أحتاج إلى مساعدة في طلبي",
  "Where can I find my invoice?",
];

/** One conversation with a bit of everything; its id. */
export function seedJane({ world }: FakeGateway): string {
  const at = Date.now() - 14 * MINUTE;
  const id = world.start("Jane Whitfield", at);
  world.say(id, "customer", "Hi! I would like to pay for order 1042, the two lamps.", at + 4_000);
  world.phase(id, "open", ANNA, at + 40_000);
  world.say(id, "agent", "Hello Jane, gladly. I am looking it up.", at + 52_000);
  world.say(
    id,
    "agent",
    "Found it: two lamps, €42.00 with delivery to Springfield. Shall we do it by card?",
    at + 75_000,
  );
  world.say(id, "customer", "Yes please. Do you take Visa?", at + 100_000);
  world.push(
    id,
    [
      {
        type: "message",
        from: "customer",
        message: {
          id: "msg_0000000000000000000000000c",
          text: "My card is [card number]",
          cuts: [{ start: 11, end: 24, type: "CARD_NUMBER" }],
        },
      },
    ],
    at + 118_000,
  );
  world.say(
    id,
    "agent",
    "We do. Please do not write it here: I will open our secure form for you, only it sees what you type.",
    at + 140_000,
  );
  world.push(
    id,
    [
      {
        type: "note",
        agent: ANNA,
        message: {
          id: "msg_0000000000000000000000000d",
          text: "Prefers delivery before noon. Second lamp is a gift, no invoice in the parcel.",
          cuts: [],
        },
      },
    ],
    at + 150_000,
  );
  world.push(id, [{ type: "customer-read", upTo: 9 }], at + 152_000);
  world.say(id, "customer", "Great, go ahead", at + 10 * MINUTE);
  return id;
}

/** Others around it: some mine, most waiting. */
export function seedQueue({ world }: FakeGateway, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const at = Date.now() - ((index * 37) % 900) * 1_000 - 5_000;
    const id = world.start(
      index % 11 === 10 ? null : (NAMES[(index + 1) % NAMES.length] ?? null),
      at - 20_000,
    );
    const owner = index < 4 ? ANNA : index % 5 === 4 ? BEN : null;
    if (owner !== null) world.phase(id, "open", owner, at - 10_000);
    world.say(id, "customer", LINES[index % LINES.length] ?? "", at);
    if (index === 1) {
      world.say(id, "agent", "It ships tomorrow morning.", at + 2_000);
    }
    if (index === 2) {
      requestOn(world, id);
    }
    if (index === 3) world.phase(id, "wrap-up", ANNA, at + 3_000);
  }
}

export function requestOn(world: FakeGateway["world"], id: string): void {
  const one = world.conversations.get(id);
  if (one === undefined) return;
  one.capture = {
    id: fakeId("cap"),
    template: "address",
    title: "Address",
    requestedBy: { kind: "agent", id: ANNA.id, name: ANNA.name },
    status: "offered",
    deadline: Date.now() + 500_000,
    extensionsLeft: 2,
  };
  world.capture(id, { status: "opened" });
}
