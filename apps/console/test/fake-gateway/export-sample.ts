import {
  exportFormat,
  exportPreview,
  exportView,
  exportWish,
  type ExportPreview,
  type ExportView,
  type PreviewTurn,
} from "@aside/protocol";
import { fakeId } from "./world.ts";

const LINES: Readonly<Record<string, string>> = {
  openai: `{"messages":[{"role":"user","content":"Hi, I would like to pay order 1042 by card."},{"role":"assistant","content":"Gladly, I will open the secure form."},{"role":"user","content":"[card] 4111 1111 1111 1111"},{"role":"assistant","content":"Thank you, it is paid."}]}`,
  sharegpt: `{"conversations":[{"from":"human","value":"Hi, I would like to pay order 1042 by card."},{"from":"gpt","value":"Gladly, I will open the secure form."}]}`,
  jsonl: `{"conversation":"cnv_…","turns":[{"from":"customer","text":"It is 4111 1111 1111 1111","spans":[{"start":6,"end":25,"type":"CARD_NUMBER"}]}]}`,
  csv: `conversation,seq,at,from,text\ncnv_…,2,2026-11-22T10:00:00Z,customer,"Hi, I would like to pay order 1042 by card."`,
  text: "Customer: Hi, I would like to pay order 1042 by card.\nAgent: Gladly, I will open the secure form.",
  parquet: "",
};

const BEGAN = Date.UTC(2026, 10, 22, 10);

/** What the agent saw and what is exported, spans in braces: `I am {PERSON:Ann Lee}`. */
const TURNS: readonly (readonly ["customer" | "agent", string, string])[] = [
  [
    "customer",
    "Hi, I am {PERSON:Johanna Whitfield}, I would like to pay for order {ORDER_ID:4711083}",
    "Hi, I am {PERSON:Adela Krämer}, I would like to pay for order {ORDER_ID:0052914}",
  ],
  [
    "agent",
    "Gladly, {PERSON:Johanna}. Where shall we send it?",
    "Gladly, {PERSON:Adela}. Where shall we send it?",
  ],
  [
    "customer",
    "To {ADDRESS:742 Evergreen Terrace}, my mail is {EMAIL:johanna.whitfield@web.example}",
    "To {ADDRESS:318 Sample Street}, my mail is {EMAIL:adela.kramer@example.org}",
  ],
  [
    "customer",
    "I'm a {quasi.occupation:nurse} in {quasi.city:Boston}, so mornings are best",
    "I'm a {quasi.occupation:nurse} in {quasi.city:[CITY]}, so mornings are best",
  ],
  ["agent", "Here comes the secure form.", "Here comes the secure form."],
  [
    "customer",
    "{card.pan:[card.pan]}, {card.holder:[card.holder]}, {card.exp:[card.exp]}, {card.cvv:[card.cvv]}",
    "{card.pan:4012 8888 8888 1881}, {card.holder:Adela Krämer}, {card.exp:04/33}, {card.cvv:902}",
  ],
  ["agent", "Thank you, it is paid.", "Thank you, it is paid."],
];

function sideOf(pattern: string): PreviewTurn["seen"] {
  const spans: PreviewTurn["seen"]["spans"] = [];
  let text = "";
  let kept = 0;
  for (const { 0: whole, 1: type = "", 2: value = "", index } of pattern.matchAll(
    /\{([\w.-]+):([^}]*)\}/g,
  )) {
    text += pattern.slice(kept, index);
    spans.push({ start: text.length, end: text.length + value.length, type, source: "found" });
    text += value;
    kept = index + whole.length;
  }
  return { text: text + pattern.slice(kept), spans };
}

export function preview(query: URLSearchParams, conversations: number): ExportPreview {
  const format = exportFormat.catch("jsonl").parse(query.get("format"));
  const count = query.has("conversation") ? 1 : conversations;
  const scores = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((from, index) => ({
    from,
    to: index === 9 ? 1 : Math.round((from + 0.1) * 10) / 10,
    before: [20, 6, 4, 3, 1, 2, 0, 0, 0, 6][index] ?? 0,
    after: [30, 7, 4, 0, 0, 0, 0, 0, 0, 0][index] ?? 0,
  }));
  const sizes = [0, 1, 2, 3, 5, 11, 21, 51].map((from, index, all) => ({
    from,
    to: index === all.length - 1 ? null : (all[index + 1] ?? 0) - 1,
    conversations: [18, 6, 2, 4, 5, 7, 0, 0][index] ?? 0,
  }));
  return exportPreview.parse({
    count,
    messages: count * 11,
    complete: true,
    replaced:
      count === 0 ? {} : { CARD_NUMBER: count * 2, PERSON: count, ADDRESS: Math.ceil(count / 3) },
    risk: {
      k: 5,
      threshold: 0.2,
      scores,
      sizes,
      generalised: { coarser: 7, kinds: 4 },
      withheld: { "residual email": 1 },
      facts: { "quasi.city": 12, "quasi.occupation": 3, "quasi.date": 5 },
      residuals: { email: 1, digits: 4 },
      highest: { before: 1, after: 0.2 },
    },
    utility: {
      tokens: 1_840,
      changedTokens: 73,
      turns: 70,
      changedTurns: 40,
      actsKept: 40,
      intentsKept: 39,
    },
    policy: "default-1",
    detectors: "2026.11",
    anonymizer: "1.0.0",
    conversations: Array.from({ length: Math.min(count, 6) }, (_, index) => ({
      id: fakeId("cnv"),
      startedAt: BEGAN - index * 86_400_000,
      withheld: index === 2 ? "residual email" : null,
      score: { before: index === 2 ? 1 : 0.5, after: index === 2 ? 0 : 0.2 },
      turns: TURNS.map(([speaker, seen, exported], turn) => ({
        speaker,
        at: BEGAN + turn * 20_000,
        seen: sideOf(seen),
        exported: sideOf(exported),
      })),
    })),
    sample: count === 0 ? "" : `${LINES[format] ?? ""}\n`.repeat(3),
  });
}

export function exportBegun(body: unknown, conversations: number): ExportView {
  return exportView.parse({
    id: "exp_00000000000000000000000001",
    wish: exportWish.parse(body),
    state: "ready",
    looked: conversations,
    total: conversations,
    conversations,
    messages: conversations * 11,
    length: 1_000,
    done: 500,
    bytes: null,
    expiresAt: Date.now() + 86_400_000,
  });
}

export function sampleFile(conversations: number): string {
  return `${LINES["openai"] ?? ""}\n`.repeat(conversations);
}
