import { element } from "./element.ts";
import type { Words } from "./text/words.ts";

type Wish = { token: string; field: string; reason: string; reference: string };

/** Asks for one field of one value. What is known of it came with the console's address, or was refused as it was written. */
export function requestForm(
  words: Words,
  known: URLSearchParams,
  ask: (wish: Wish) => Promise<void>,
): HTMLElement {
  const reason = element("select", { id: "reason", name: "reason", required: true });
  reason.append(element("option", { value: "" }, words.choose));
  for (const [value, label] of Object.entries(words.reasons))
    reason.append(element("option", { value }, label));
  reason.value = known.get("reason") ?? "";
  const text = (name: string, pattern: string, hint: string) =>
    element("input", {
      id: name,
      name,
      required: true,
      pattern,
      autocomplete: "off",
      spellcheck: "false",
      value: known.get(name) ?? "",
      "aria-describedby": `${name}-hint`,
      title: hint,
    });
  const row = (name: string, label: string, control: HTMLElement, hint: string) =>
    element(
      "div",
      { class: "field" },
      element("label", { for: name }, label),
      control,
      element("p", { class: "hint", id: `${name}-hint` }, hint),
    );
  const send = element("button", { class: "primary" }, words.ask);
  const form = element("form", { class: "panel", "aria-label": words.askTitle });
  form.append(
    element("h2", {}, words.askTitle),
    row(
      "token",
      words.token,
      text("token", "tok_[0-9a-z_]{30,60}", words.tokenHint),
      words.tokenHint,
    ),
    row(
      "field",
      words.field,
      text("field", "[a-z][A-Za-z0-9._\\-]{0,59}", words.fieldHint),
      words.fieldHint,
    ),
    row("reason", words.reason, reason, words.reasonHint),
    row(
      "reference",
      words.reference,
      text("reference", "[A-Za-z0-9][A-Za-z0-9._\\/\\-]{2,59}", words.referenceHint),
      words.referenceHint,
    ),
    send,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send.disabled = true;
    const given = new FormData(form);
    const of = (name: string) => String(given.get(name) ?? "").trim();
    void ask({
      token: of("token"),
      field: of("field"),
      reason: of("reason"),
      reference: of("reference"),
    });
  });
  return form;
}
