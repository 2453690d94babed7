import type { FromFrame } from "@aside/protocol";
import type { FlowView } from "../flow/flow-state.ts";
import { connect, toFrame } from "../schemas.ts";

export interface FrameHost {
  tell(message: FromFrame): void;
}

export interface FrameEvents {
  ticket(ticket: string, parentOrigin: string, scheme: "light" | "dark"): void;
  deadline(): void;
}

/**
 * Waits for the one page that embeds this frame to hand over a port; after that everything else is ignored.
 * The browser says who the parent is (`event.origin`); it must be one that the collector let embed the page, and the
 * collector compares it with the ticket.
 *
 * @param allowed exact origins, as the collector wrote them into the page
 */
export function listenForParent(
  page: Pick<Window, "parent" | "addEventListener" | "removeEventListener">,
  allowed: readonly string[],
  onConnect: (host: FrameHost) => FrameEvents,
): void {
  page.addEventListener("message", onMessage);

  function onMessage(event: MessageEvent<unknown>): void {
    if (event.source !== page.parent || !allowed.includes(event.origin)) return;
    const [port] = event.ports;
    if (port === undefined || event.ports.length !== 1) return;
    if (!connect.safeParse(event.data).success) return;
    page.removeEventListener("message", onMessage);
    const { origin } = event;
    const events = onConnect({ tell: (message) => port.postMessage(message) });
    port.addEventListener("message", (incoming: MessageEvent<unknown>) => {
      const parsed = toFrame.safeParse(incoming.data);
      if (!parsed.success) return;
      if (parsed.data.type === "deadline") events.deadline();
      else events.ticket(parsed.data.ticket, origin, parsed.data.scheme);
    });
    port.start();
    port.postMessage({ type: "ready" } satisfies FromFrame);
  }
}

/** What the parent may hear of the view; undefined where it hears nothing new. */
export function stateForParent(
  view: FlowView,
): Extract<FromFrame, { type: "state" }>["state"] | undefined {
  const { state } = view.flow;
  if (state === "waiting" || state === "opening") return undefined;
  if (view.covered && (state === "form" || state === "retry")) return "covered";
  if (state === "charging") return "sending";
  return state === "retry" || state === "challenge" ? "form" : state;
}

/** The origins in `<meta name="aside-parents" content="…">`, which the collector fills. */
export function allowedParents(document: Pick<Document, "querySelector">): string[] {
  const content = document.querySelector('meta[name="aside-parents"]')?.getAttribute("content");
  return content?.split(" ").filter(Boolean) ?? [];
}
