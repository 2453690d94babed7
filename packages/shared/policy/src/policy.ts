/** Names the rules below in tickets, records and export manifests; changes whenever a verdict or a number of days does. */
export const POLICY_VERSION = "2026-11-22";

export const regions = ["default", "EEA", "UK", "US", "BR", "IN", "JP"] as const;
export type Region = (typeof regions)[number];

export const channels = [
  "webchat_iframe",
  "secure_link",
  "chat_text",
  "sms_text",
  "email_text",
  "agent_typed",
] as const;
export type Channel = (typeof channels)[number];

/** `link_only`: the channel may carry no more than a one-time link to the form. */
export type Rule = "allow" | "link_only" | "deny";

/** Field classes as families: all of a family share their rules. */
export type Family = "card" | "bank" | "id" | "address" | "contact" | "secret" | "none";

/** Longest days a value may be kept. The security code is never stored: its zero is PCI DSS 3.3.1.2, not a tenant's choice. */
export const RETENTION_DAYS: Readonly<Record<Family, number>> = {
  card: 90,
  bank: 90,
  id: 30,
  address: 365,
  contact: 365,
  secret: 30,
  none: 365,
};

/** What a family may travel by. The form's own channels are not here: they take all. */
export const CHANNEL_RULES: Readonly<
  Record<Exclude<Channel, "webchat_iframe" | "secure_link">, Readonly<Record<Family, Rule>>>
> = {
  chat_text: rules("deny", { address: "allow", contact: "allow", none: "allow" }),
  sms_text: rules("link_only", { contact: "allow", none: "allow" }),
  email_text: rules("deny", { address: "allow", contact: "allow", none: "allow" }),
  agent_typed: rules("deny", { address: "allow", contact: "allow", none: "allow" }),
};

/** Where a region's rule differs from the default. Aadhaar numbers in India need a statute that names the holder, so none is taken. */
export const REGION_RULES: Readonly<
  Partial<Record<Region, Readonly<Partial<Record<Family, Rule>>>>>
> = {
  IN: { id: "deny" },
};

function rules(
  otherwise: Rule,
  special: Readonly<Partial<Record<Family, Rule>>>,
): Readonly<Record<Family, Rule>> {
  const all: Record<Family, Rule> = {
    card: otherwise,
    bank: otherwise,
    id: otherwise,
    address: otherwise,
    contact: otherwise,
    secret: otherwise,
    none: otherwise,
  };
  return { ...all, ...special };
}
