import type { FailureReason } from "@aside/protocol";
import type { Delivery, Fate } from "../core/timeline.ts";

/** What the launcher says, before the chat is loaded. */
export type LauncherWords = {
  open: string;
  close: string;
  unread(n: number): string;
  secure: string;
  failed: string;
};

type Asked = { who: string; what: string; amount: string | null };

/** All that the opened chat says. One file a language; English is the source. */
export type Words = {
  /** Without its name, which the gateway tells: a word that stands in its place. */
  chatWith(tenant?: string): string;
  minimise: string;
  options: string;
  nobodyYet: string;
  agentHere(name: string): string;
  ended: string;
  held(name: string | null): string;
  conversation: string;
  you: string;
  agent: string;
  says(name: string, text: string): string;
  joined(name: string): string;
  left(name: string | null): string;
  typing(name: string | null): string;
  today: string;
  yesterday: string;

  connecting: string;
  offline: string;
  /** While a secure form is open. */
  offlineHeld: string;
  refused: string;

  compose: string;
  placeholder: string;
  /** By so many characters. */
  tooLong(over: number): string;
  send: string;
  paused(name: string | null): string;
  startAnew: string;
  full: string;

  delivery: Record<Delivery, string>;
  heldLine: string;
  tryAgain: string;
  /** By type of what was cut out; `other` for those without a word of their own. */
  cut: Record<string, string> & { other: string };
  fate: Record<Fate, string>;

  yourName: string;
  nameHint: string;
  save: string;
  endChat: string;
  endSure: string;
  yesEnd: string;
  back: string;

  strayTitle: string;
  strayText: string;
  sensitiveTitle: string;
  secretTitle: string;
  secretText: string;
  pieceTitle: string;
  pieceText: string;
  strayCut: string;
  strayStays: string;
  /** `at`: a time of day. */
  strayUntil(at: string): string;
  sendAnyway: string;
  throwAway: string;
  sendSafely: string;
  somethingElse: string;

  /** By template: what is asked for, inside `asked`. Other templates are named by their title. */
  asks: Record<string, string>;
  asked(given: Asked): string;
  youAsked(given: { what: string }): string;
  purpose(purpose: string): string;
  onlyForm(name: string | null): string;
  goesTo(host: string): string;
  formTitle: string;
  preparing: string;
  loadingForm: string;
  timeLeft(time: string): string;
  /** Read out at 120, 60, 30 and 10 seconds. */
  secondsLeft(seconds: number): string;
  notNow: string;
  declineSure: string;
  yesDecline: string;
  moreTime: string;
  noMoreTime: string;
  usePhone: string;
  /** In place of `usePhone` and `phoneTitle` on a phone. */
  useOther: string;
  otherTitle: string;
  sending: string;
  stored: string;
  slow: string;
  broken: string;
  noTicket: string;
  retry: string;
  elsewhere: string;
  continueHere: string;
  phoneTitle: string;
  phoneText: string;
  phoneOn: string;
  qr: string;
  copyLink: string;
  copied: string;
  newLink: string;

  results: {
    completed(display: string): string;
    /** The payment was authorised. */
    paid(display: string): string;
    declined: string;
    cancelled(name: string | null): string;
    expired: string;
    failed: string;
  };
  /** By template: what was stored, where no display line came. */
  nouns: Record<string, string>;
  failures: Record<FailureReason, string>;

  trouble: { offline: string; policy_denied: string; unavailable: string; other: string };
};
