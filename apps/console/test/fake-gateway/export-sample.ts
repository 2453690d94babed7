import { exportFormat, exportPreview, type ExportPreview } from "@aside/protocol";

const LINES: Readonly<Record<string, string>> = {
  openai: `{"messages":[{"role":"user","content":"Hi, I would like to pay order 1042 by card."},{"role":"assistant","content":"Gladly, I will open the secure form."},{"role":"user","content":"[card] 4111 1111 1111 1111"},{"role":"assistant","content":"Thank you, it is paid."}]}`,
  sharegpt: `{"conversations":[{"from":"human","value":"Hi, I would like to pay order 1042 by card."},{"from":"gpt","value":"Gladly, I will open the secure form."}]}`,
  jsonl: `{"conversation":"cnv_…","turns":[{"from":"customer","text":"It is 4111 1111 1111 1111","spans":[{"start":6,"end":25,"type":"CARD_NUMBER"}]}]}`,
  csv: `conversation,seq,at,from,text\ncnv_…,2,2026-11-22T10:00:00Z,customer,"Hi, I would like to pay order 1042 by card."`,
  text: "Customer: Hi, I would like to pay order 1042 by card.\nAgent: Gladly, I will open the secure form.",
};

export function preview(query: URLSearchParams, conversations: number): ExportPreview {
  const format = exportFormat.catch("jsonl").parse(query.get("format"));
  const count = query.has("conversation") ? 1 : conversations;
  return exportPreview.parse({
    count,
    manifest: {
      format,
      conversations: count,
      messages: count * 11,
      replaced:
        count === 0 ? {} : { CARD_NUMBER: count * 2, PERSON: count, ADDRESS: Math.ceil(count / 3) },
      policy: "default-1",
      detectors: "2026.11",
      digest: null,
    },
    sample: count === 0 ? "" : `${LINES[format] ?? ""}\n`.repeat(3),
  });
}

export function sampleFile(conversations: number): string {
  return `${LINES["openai"] ?? ""}\n`.repeat(conversations);
}
