import type { FromWidget, ToWidgetReply } from "@aside/protocol";
import type { Gateway } from "../gateway.ts";
import type { CustomerVoice } from "./from-widget.ts";
import { refusalOf } from "./refusals.ts";

/** A one-time ticket for the running capture's form, in a frame of the customer's page or by a link for another device. */
export async function captureTicket(
  { collector, conversations, settings }: Gateway,
  { tenant, conversation, locale }: CustomerVoice,
  request: Extract<FromWidget, { type: "capture.ticket" }>,
): Promise<ToWidgetReply> {
  if (request.way === "frame" && !tenant.origins.has(request.parentOrigin))
    return refusalOf("not_allowed");
  const changed = await conversations.change(
    { tenant: tenant.id, conversation },
    ({ snapshot }) => {
      const running = snapshot.context.capture;
      return snapshot.matches({ capture: "collecting" }) && running?.id === request.capture
        ? { answer: running }
        : { refuse: "no_capture" };
    },
  );
  if (!changed.ok) return refusalOf(changed.code);
  const { id: capture, template, deadline } = changed.value;
  const parentOrigin = request.way === "frame" ? request.parentOrigin : null;
  const { ticket, expires } = await collector.mintTicket(
    { tenant: tenant.id, conversation, capture, template, parentOrigin, locale },
    deadline,
  );
  const form = `${settings.collectorUrl}/form?tenant=${tenant.id}`;
  const url = request.way === "frame" ? form : `${form}#t=${ticket}`;
  return { ok: true, status: "ticket", ticket, url, expires };
}
