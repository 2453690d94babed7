import { expect, it } from "vitest";
import { frameRows } from "./frame-rows.ts";

it("writes every field of a frame, nested ones with a dotted name", () => {
  expect(
    frameRows({
      type: "message",
      from: "customer",
      message: { id: "msg_1", text: "a", cuts: [{ start: 0, end: 1, type: "PIN" }] },
    }),
  ).toEqual([
    { name: "from", value: "customer" },
    { name: "message.id", value: "msg_1" },
    { name: "message.text", value: "a" },
    { name: "message.cuts[0].start", value: "0" },
    { name: "message.cuts[0].end", value: "1" },
    { name: "message.cuts[0].type", value: "PIN" },
  ]);
});
