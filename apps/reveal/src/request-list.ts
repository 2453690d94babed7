import type { Custodian, RevealRequest } from "./api.ts";
import { element } from "./element.ts";
import type { Words } from "./text/words.ts";

/** What was asked for, and what this custodian may do about it. */
export function requestList(
  words: Words,
  me: Custodian,
  requests: readonly RevealRequest[],
  act: {
    decide(request: RevealRequest, decision: "approved" | "refused"): Promise<void>;
    view(request: RevealRequest): Promise<void>;
  },
): HTMLElement {
  const list = element("ul", { class: "requests" });
  for (const request of requests) list.append(item(request));
  return element(
    "section",
    { class: "panel" },
    element("h2", {}, words.requests),
    requests.length === 0 ? element("p", { class: "quiet" }, words.noRequests) : list,
  );

  function item(request: RevealRequest): HTMLElement {
    const mine = request.requester === me.id;
    const what = `${request.field} · ${request.reference}`;
    const buttons = element("div", { class: "actions" });
    const offer = (label: string, style: string, on: () => Promise<void>) => {
      const button = element(
        "button",
        { type: "button", class: style, "aria-label": `${label}: ${what}` },
        label,
      );
      button.addEventListener("click", () => {
        for (const each of buttons.querySelectorAll("button")) each.disabled = true;
        void on();
      });
      buttons.append(button);
    };
    if (request.state === "requested" && !mine) {
      offer(words.approve, "primary", () => act.decide(request, "approved"));
      offer(words.refuse, "plain", () => act.decide(request, "refused"));
    }
    if (request.state === "approved" && mine) offer(words.show, "primary", () => act.view(request));
    const waiting = request.state === "requested" && mine;
    return element(
      "li",
      { "data-state": request.state },
      element(
        "div",
        { class: "about" },
        element("strong", {}, what),
        element("span", { class: "quiet" }, words.reasons[request.reason]),
        element("code", {}, request.token),
        element(
          "span",
          { class: "quiet" },
          words.askedBy(request.requesterName, new Date(request.madeAt).toLocaleString()),
        ),
      ),
      element(
        "p",
        { class: "state" },
        waiting ? words.waitsForSecond : words.states[request.state],
      ),
      buttons.childElementCount === 0 ? null : buttons,
    );
  }
}
