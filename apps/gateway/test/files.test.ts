import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, Customer, newId } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

test.each(["open", "on hold"])(
  "[19] no file in any shape, by socket or by HTTP, is taken where the chat is %s",
  async (phase) => {
    const agent = await Agent.in(url);
    const customer = await Customer.in(url);
    const id = customer.conversation;
    await agent.take(id);
    if (phase === "on hold") await agent.capture(id);
    const picture = Buffer.from(`\u0089PNG canary of a picture, ${phase}`);
    const encoded = picture.toString("base64");
    const message = { type: "message", id: newId("msg"), text: "see the picture" };
    const shapes: readonly unknown[] = [
      picture,
      { ...message, attachment: picture },
      { ...message, files: [{ name: "card.png", type: "image/png", data: encoded }] },
      { ...message, text: picture },
      { ...message, text: { image: encoded } },
      { type: "attachment", id: message.id, data: picture },
      { type: "image", id: message.id, url: `data:image/png;base64,${encoded}` },
      { type: "name", name: picture },
      { type: "page", page: { title: "card", url: "https://shop.example", image: encoded } },
    ];
    for (const shape of shapes) expect(await customer.raw(shape)).toMatchObject({ ok: false });
    for (const event of ["attachment", "file", "upload"]) customer.socket.emit(event, picture);
    const form = new FormData();
    form.append("file", new Blob([picture], { type: "image/png" }), "card.png");
    for (const path of ["attachments", "files", "messages", ""]) {
      for (const body of [form, picture]) {
        const sent = {
          method: "POST",
          body,
          headers: { authorization: `Bearer ${system.apiKey}` },
        };
        const { status } = await fetch(`${url}/v1/conversations/${id}/${path}`, sent);
        expect([400, 404, 405, 413, 415]).toContain(status);
      }
    }
    const backlog = await agent.join(id);
    for (const trace of ["canary of a picture", encoded, "card.png", "see the picture"]) {
      expect(JSON.stringify([agent.inbox.all, backlog])).not.toContain(trace);
    }
    agent.close();
    customer.close();
  },
);
