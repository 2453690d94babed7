import { describe, expect, it } from "vitest";
import { settled } from "../../test/fake-clock.ts";
import { agentLine, CAPTURE, captureFrame, CONVERSATION } from "../../test/fake-line.ts";
import { startedChat as started } from "../../test/started-chat.ts";
import { onCollected } from "./on-collected.ts";

describe("while a capture is on", () => {
  it("[BND1] sends nothing of the customer: no line, typing, read mark, name or page", async () => {
    const { chat, line } = started();
    line.up();
    chat.attend(true);
    await settled();
    line.frame(captureFrame());
    line.sent.length = 0;
    line.frame(agentLine(1));
    chat.send("text", false);
    chat.typing();
    chat.setName("Jo");
    chat.reportPage();
    chat.attend(false);
    chat.attend(true);
    await chat.request({ type: "read", upTo: 1 });
    await settled();
    expect(line.sent).toEqual([]);
  });

  it("lets through what the capture needs", async () => {
    const { chat, line } = started();
    line.up();
    line.frame(captureFrame());
    void chat.request({ type: "capture.decline", capture: CAPTURE });
    void chat.request({ type: "capture.more-time", capture: CAPTURE });
    const parentOrigin = "https://shop.example";
    void chat.request({ type: "capture.ticket", capture: CAPTURE, way: "frame", parentOrigin });
    expect(line.sent.map(({ type }) => type)).toEqual([
      "capture.decline",
      "capture.more-time",
      "capture.ticket",
    ]);
  });

  it("[BND1] drops what was composed meanwhile, text and all, and says so", async () => {
    const { chat, line, pending } = started();
    line.up();
    line.frame(captureFrame());
    chat.send("my pin is 1234", false);
    await settled();
    expect(pending()).toEqual([{ text: "", state: "held" }]);
    line.frame(captureFrame({ status: "completed" }));
    await settled();
    expect(line.sent).toEqual([]);
  });

  it("[BND1] [16] drops what waited offline while a capture came and went", async () => {
    const { chat, line, pending } = started();
    line.up();
    line.down();
    chat.send("my pin is 1234", false);
    line.welcome();
    line.frame(captureFrame());
    line.frame(captureFrame({ status: "expired" }));
    line.caughtUp();
    await settled();
    expect(line.sent).toEqual([]);
    expect(pending()).toEqual([{ text: "", state: "held" }]);
  });

  it("does not hold an earlier capture against a line of today", async () => {
    const { chat, line, storage } = started();
    storage.setItem("aside.demo.read", `${CONVERSATION} 2`);
    chat.send("hello", false);
    line.welcome();
    line.frame(captureFrame());
    line.frame(captureFrame({ status: "expired" }));
    line.caughtUp();
    await settled();
    expect(line.sent).toMatchObject([{ type: "message", text: "hello" }]);
  });

  it("[BND1] says nothing of name or page when it comes back, as a capture may be on", () => {
    const { line } = started({ session: "old", name: "Jo" });
    line.welcome();
    expect(line.hellos.at(-1)).not.toHaveProperty("name");
    expect(line.hellos.at(-1)).not.toHaveProperty("page");
  });

  it("keeps a line that was on its way when the capture began, and believes its answer", async () => {
    const { chat, line, pending } = started();
    line.up();
    chat.send("just before", false);
    await settled();
    line.frame(captureFrame());
    expect(pending()).toEqual([{ text: "just before", state: "sending" }]);
    line.answer({ ok: true, status: "held" });
    await settled();
    expect(pending()).toEqual([{ text: "", state: "held" }]);
  });

  it("tells read mark, name and page once it is over", async () => {
    const { chat, line } = started({ session: "old" });
    line.up();
    line.frame(captureFrame());
    chat.attend(true);
    chat.setName("Jo");
    const seq = line.frame(agentLine(1));
    await settled();
    expect(line.sent).toEqual([]);
    const after = line.frame(captureFrame({ status: "completed" }));
    await settled();
    expect(line.sent).toEqual([
      { type: "read", upTo: seq, after },
      { type: "page", page: { title: "Tent", url: "https://shop.example/tent" }, after },
      { type: "name", name: "Jo", after },
    ]);
  });

  it("[BND1] tells anew what was held back because this tab's line had stood still, as it is by then", async () => {
    let title = "Paying";
    const page = () => ({ title, url: "https://shop.example/pay" });
    const { chat, line } = started({ session: "old", page });
    line.up();
    const before = line.frame(agentLine(1));
    chat.attend(true);
    chat.setName("Jo");
    chat.typing();
    const told = line.sent.map(({ type }) => type);
    expect(told).toEqual(["read", "page", "name", "typing"]);
    title = "Thank you";
    line.frame(captureFrame());
    const after = line.frame(captureFrame({ status: "completed" }));
    line.sent.length = 0;
    for (const _ of told) line.answer({ ok: true, status: "held" });
    await settled();
    expect(before).toBeLessThan(after);
    expect(line.sent).toEqual([
      { type: "read", upTo: before, after },
      { type: "page", page: { title: "Thank you", url: "https://shop.example/pay" }, after },
      { type: "name", name: "Jo", after },
    ]);
    for (const _ of line.sent) line.answer({ ok: true, status: "held" });
    await settled();
    expect(line.sent.length).toBe(3);
  });

  it("[BND1] says with a line what the tab knew when it was written, also where the line goes out again", async () => {
    const { chat, line, advance } = started();
    line.up();
    const seen = line.frame(agentLine(1));
    chat.send("text", false);
    await settled();
    line.frame(captureFrame());
    line.frame(captureFrame({ status: "completed" }));
    line.answer(null);
    await settled();
    advance(2_000);
    await settled();
    const sent = line.sent.flatMap((one) => (one.type === "message" ? [one.after] : []));
    expect(sent).toEqual([seen, seen]);
  });

  it("tells once of each capture that was completed, also of one that ended while the line was down", () => {
    const { chat, line } = started();
    const told: string[] = [];
    onCollected(chat.store, (template) => told.push(template));
    line.up();
    line.frame(captureFrame());
    expect(told).toEqual([]);
    line.down();
    line.welcome();
    line.frame(captureFrame({ status: "completed" }));
    line.caughtUp();
    line.frame(agentLine(1));
    expect(told).toEqual(["card"]);
  });
});
