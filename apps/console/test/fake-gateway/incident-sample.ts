import {
  findingsView,
  incidentPage,
  incidentQuery,
  reviewWish,
  type FindingsView,
  type Incident,
  type IncidentPage,
} from "@aside/protocol";
import { CARA, fakeId, type FakeConversation } from "./world.ts";

const why = {
  rule: "card-number",
  confidence: 0.99,
  evidence: ["Visa issuer range and length", "check digit is right", "named or asked for"],
};
const MINUTE = 60_000;
const kept = new Map<string, Incident>();

/** A page of so many incidents, the latest first, of every kind and end. */
export function incidents(search: URLSearchParams, count: number): IncidentPage {
  const query = incidentQuery.parse(Object.fromEntries(search));
  // A gateway that begins anew has none of what another test reviewed.
  if (count === 0) kept.clear();
  while (kept.size < count) add(kept.size);
  const from = Number(query.cursor ?? 0);
  const fitting = [...kept.values()]
    .slice(0, count)
    .filter(({ state }) => query.state === undefined || state === query.state);
  const more = from + query.limit < fitting.length;
  return incidentPage.parse({
    incidents: fitting.slice(from, from + query.limit),
    cursor: more ? String(from + query.limit) : null,
  });
}

export function review(path: string, body: unknown): Incident {
  const { state, note = null } = reviewWish.parse(body);
  const [, , , conversation = "", seq = ""] = path.split("/");
  const found = kept.get(`${conversation}/${seq}`);
  if (found === undefined) throw new Error("no such incident");
  const { id, name } = CARA;
  const by = { kind: "agent" as const, id, name };
  const next = {
    ...found,
    state,
    reviews: [...found.reviews, { state, at: Date.now(), by, note }],
  };
  kept.set(`${conversation}/${seq}`, next);
  return next;
}

/** Why, of every cut, and of every name that the seed's customer gives. */
export function findings({ entry, entries }: FakeConversation): FindingsView {
  const messages = entries.flatMap(({ frame }) =>
    frame.type === "message" ? [frame.message] : [],
  );
  return findingsView.parse({
    conversation: entry.conversation,
    messages: messages.map(({ id, text, cuts }) => ({
      message: id,
      length: text.length,
      cuts: cuts.map(({ start, type }) => ({ start, type, why })),
      found: [...text.matchAll(/1042|Whitfield/g)].map(({ 0: { length }, index }) => ({
        start: index,
        end: index + length,
        type: "ORDER_ID",
        why: {
          rule: "number-before",
          confidence: 0.9,
          evidence: ["named in front of it", "4 digits"],
        },
      })),
    })),
  });
}

function add(index: number): void {
  const at = Date.now() - index * 37 * MINUTE;
  const conversation = fakeId("cnv");
  const base: Incident = {
    conversation,
    seq: 7 + index,
    at,
    kind: "cut",
    by: "customer",
    message: fakeId("msg"),
    found: [{ type: "CARD_NUMBER", length: 19 }],
    purged: [],
    keptUntil: at + 10 * MINUTE,
    told: ["customer", "agt_anna"],
    became: null,
    state: "open",
    reviews: [],
  };
  kept.set(`${conversation}/${base.seq}`, { ...base, ...KINDS[index % KINDS.length]?.(at) });
}

const KINDS: readonly ((at: number) => Partial<Incident>)[] = [
  () => ({}),
  (at) => ({
    found: [4, 15, 4, 4].map((length) => ({ type: "CARD_NUMBER", length })),
    purged: [3, 4, 6],
    became: { kind: "taken", at: at + MINUTE },
  }),
  () => ({
    kind: "asked",
    by: "agent",
    found: [],
    keptUntil: null,
    message: null,
    told: ["agt_ben"],
  }),
  (at) => ({
    found: [
      { type: "CARD_NUMBER", length: 16 },
      { type: "EXPIRY", length: 5 },
      { type: "CVV", length: 3 },
    ],
    became: { kind: "discarded", at: at + 10 * MINUTE },
    state: "acknowledged",
    reviews: [
      {
        state: "acknowledged",
        at: at + 20 * MINUTE,
        by: { kind: "agent", id: CARA.id, name: CARA.name },
        note: "Asked Ben’s team lead to go over the opening lines with him.",
      },
    ],
  }),
  () => ({ kind: "passed", found: [{ type: "IBAN", length: 22 }], keptUntil: null }),
  () => ({ by: "agent", found: [{ type: "PASSWORD", length: 11 }], keptUntil: null }),
];
