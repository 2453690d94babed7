import { describe, expect, it } from "vitest";
import type { StreamItem } from "./conversation.ts";
import { lastRead, streamRows } from "./stream-rows.ts";

const said = (seq: number, from: "customer" | "agent", at: number): StreamItem => ({
  kind: "message",
  seq,
  at,
  from,
  agent: null,
  message: { id: `msg_${seq}`, text: "x", cuts: [] },
});
const day = (at: number): string => String(Math.floor(at / 1_000_000));
const shape = (rows: ReturnType<typeof streamRows>) =>
  rows.map((row) =>
    row.kind === "item" || row.kind === "outgoing"
      ? `${row.kind}${row.first ? " first" : ""}`
      : row.kind,
  );

describe("streamRows", () => {
  it("groups one speaker within two minutes and begins anew on another day", () => {
    const items = [
      said(1, "agent", 0),
      said(2, "agent", 60_000),
      said(3, "agent", 300_000),
      said(4, "customer", 300_001),
      said(5, "customer", 1_000_000),
    ];
    expect(shape(streamRows(items, [], false, day))).toEqual([
      "day",
      "item first",
      "item",
      "item first",
      "item first",
      "day",
      "item first",
    ]);
  });

  it("puts what is on its way after everything, then the running capture", () => {
    const outgoing = { id: "msg_9", at: 1, text: "x", state: "sending", error: null } as const;
    expect(
      shape(
        streamRows([said(1, "customer", 0)], [outgoing, { ...outgoing, id: "msg_8" }], true, day),
      ),
    ).toEqual(["day", "item first", "outgoing first", "outgoing", "capture"]);
  });
});

describe("lastRead", () => {
  it("is the last of the agent's messages at or before the customer's mark", () => {
    const items = [
      said(1, "agent", 0),
      said(2, "customer", 1),
      said(4, "agent", 2),
      said(6, "agent", 3),
    ];
    expect([
      lastRead(items, 0),
      lastRead(items, 2),
      lastRead(items, 5),
      lastRead(items, 9),
    ]).toEqual([null, 1, 4, 6]);
  });
});
