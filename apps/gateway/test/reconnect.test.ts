import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callback, capturing, over } from "./capturing.ts";
import { Customer } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let here = { agent: "", customer: "" };
beforeAll(async () => {
  system = await startSystem();
  here = { agent: system.node.url, customer: system.node.url };
});
afterAll(() => system.stop());

/** The steps of a capture, in order: how it gets there from the one before. */
const STEPS = ["requested", "ready", "capture.opened", "capture.in_progress", "capture.submitted"];

describe("[BND1] [CAP1] [16] the customer's socket drops", () => {
  test.each(STEPS)(
    "at `%s`: what was queued meanwhile stays out, the tab resumes where it was, the capture ends",
    async (step) => {
      const { agent, customer, id, capture, ready, done } = await capturing(here);
      const tell = (type: "capture.opened" | "capture.in_progress" | "capture.submitted") =>
        system.collector.tell(system.node.url, callback(id, capture, { type }));
      for (const passed of STEPS.slice(1, STEPS.indexOf(step) + 1)) {
        if (passed === "ready") await ready;
        if (passed === "capture.opened") await tell(passed);
        if (passed === "capture.in_progress") await tell(passed);
        if (passed === "capture.submitted") await tell(passed);
      }
      customer.socket.io.engine.close();

      const back = await Customer.in(here.customer, {
        session: customer.session,
        after: customer.seq,
      });
      expect(back.conversation).toBe(id);
      const queued = await back.say(`kept in the queue at ${step}`);
      expect(queued).toMatchObject({ ok: true, status: "held" });
      if (step === "requested") {
        await back.frame((frame) => frame.type === "capture" && frame.ready);
      }
      const parentOrigin = "https://shop.example";
      const ticket = await back.send({
        type: "capture.ticket",
        capture,
        way: "frame",
        parentOrigin,
      });
      // What was submitted needs no form any more.
      expect(ticket).toMatchObject({ ok: step !== "capture.submitted" });

      await system.collector.tell(
        system.node.url,
        callback(id, capture, { type: "capture.ended" }),
      );
      expect(await over(agent, id)).toBe("completed");
      expect(await back.say("and we go on")).toMatchObject({ ok: true, status: "accepted" });
      await agent.frame(id, (f) => f.type === "message" && f.message.text === "and we go on");
      expect(JSON.stringify(agent.inbox.all)).not.toContain("kept in the queue");
      back.close();
      done();
    },
  );
});
