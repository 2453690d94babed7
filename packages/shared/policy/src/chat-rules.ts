/**
 * What the open chat does with a kind of finding. `live`: cut out before anything keeps it, or left for exports to find. `pass`: whether the
 * customer may say that it is something else and have it delivered: always, unless the finding is sure (a card number that passes every check
 * and was asked for or named as one), or never.
 */
export interface ChatRule {
  readonly live: "cut" | "leave";
  readonly pass: "always" | "unless_sure" | "never";
}

const CUT: ChatRule = { live: "cut", pass: "always" };
const LEAVE: ChatRule = { live: "leave", pass: "always" };

/**
 * By type of finding. Cut: what `chat_text` of a region denies and an agent never needs to read (PCI DSS 4.2.2 for cards). Left: what agents work
 * with, names, addresses, order and account numbers, dates of birth, the last digits they compare. A tenant changes single ones.
 */
export const CHAT_RULES = {
  CARD_NUMBER: { live: "cut", pass: "unless_sure" },
  CVV: CUT,
  EXPIRY: CUT,
  IBAN: CUT,
  SSN: CUT,
  PASSPORT: CUT,
  DRIVER_LICENSE: CUT,
  PASSWORD: CUT,
  PIN: CUT,

  CARD_PARTIAL: LEAVE,
  SSN_PARTIAL: LEAVE,
  ACCOUNT_ID: LEAVE,
  ORDER_ID: LEAVE,
  USERNAME: LEAVE,
  SECURITY_ANSWER: LEAVE,
  DATE_OF_BIRTH: LEAVE,
  PERSON: LEAVE,
  ADDRESS: LEAVE,
  POSTCODE: LEAVE,
  EMAIL: LEAVE,
  PHONE: LEAVE,
  IP: LEAVE,
  URL: LEAVE,
  LICENSE_PLATE: LEAVE,
} as const satisfies Readonly<Record<string, ChatRule>>;

export type ChatType = keyof typeof CHAT_RULES;
export type ChatRules = Readonly<Record<ChatType, ChatRule>>;

/** A tenant's changes over the table: `{ ACCOUNT_ID: { live: "cut" } }`. */
export function chatRulesWith(
  changes: Readonly<Partial<Record<ChatType, Partial<ChatRule>>>>,
): ChatRules {
  const rules: Record<ChatType, ChatRule> = { ...CHAT_RULES };
  for (const type of chatTypes) rules[type] = { ...rules[type], ...changes[type] };
  return rules;
}

export const chatTypes = Object.keys(CHAT_RULES).filter(isChatType);

export function isChatType(type: string): type is ChatType {
  return Object.hasOwn(CHAT_RULES, type);
}
