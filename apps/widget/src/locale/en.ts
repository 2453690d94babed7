import type { LauncherWords, Words } from "./words.ts";

export const launcher: LauncherWords = {
  open: "Open chat",
  close: "Close chat",
  unread: (n) => (n === 1 ? "1 unread message" : `${n} unread messages`),
  secure: "A secure form is waiting",
  failed: "The chat could not be loaded. Press to try again.",
};

export const words: Words = {
  chatWith: (tenant) => (tenant ? `Chat with ${tenant}` : "Chat"),
  minimise: "Close chat",
  options: "Options",
  nobodyYet: "We will be with you soon",
  agentHere: (name) => `${name} is here`,
  ended: "This chat has ended",
  held: (name) => (name ? `${name} is on hold` : "On hold"),
  conversation: "Conversation",
  you: "You",
  agent: "Agent",
  says: (name, text) => `${name}: ${text}`,
  joined: (name) => `${name} joined`,
  left: (name) => (name ? `${name} left` : "The agent left"),
  typing: (name) => (name ? `${name} is typing` : "The agent is typing"),
  today: "Today",
  yesterday: "Yesterday",

  connecting: "Connecting…",
  offline:
    "You are offline. What you write waits here and is sent when you are back. Keep this page open.",
  offlineHeld:
    "The chat has no connection. The secure form works on without it; keep this page open.",
  refused: "This chat cannot be opened from here. Please reload the page.",

  compose: "Message",
  placeholder: "Write a message",
  tooLong: (n) => `${n} ${n === 1 ? "character" : "characters"} too long for one message`,
  send: "Send",
  paused: (name) =>
    `The chat is paused. ${name ?? "The agent"} cannot see anything until the secure form is done.`,
  startAnew: "Start a new chat",
  full: "This chat has reached its greatest length. Start a new one to go on: what was not sent goes with you.",

  delivery: {
    queued: "Waiting to be sent",
    sending: "Sending…",
    sent: "Sent",
    read: "Read",
    held: "Not sent: the chat was on hold",
    stray: "Not sent: it does not belong in the chat",
    refused: "Not sent",
  },
  heldLine: "Message dropped",
  tryAgain: "Try again",
  cut: {
    CARD_NUMBER: "card number removed",
    CVV: "security code removed",
    EXPIRY: "expiry date removed",
    IBAN: "IBAN removed",
    SSN: "social security number removed",
    PASSPORT: "passport number removed",
    DRIVER_LICENSE: "driving licence number removed",
    PASSWORD: "password removed",
    PIN: "PIN removed",
    other: "removed",
  },
  fate: {
    waiting: "Taken out. You decide what becomes of it.",
    taken: "Taken to the secure form",
    released: "You said that it is something else",
    discarded: "Removed: not sent on, and kept nowhere",
    removed: "Removed: not sent on, and kept nowhere",
    retracted: "Taken back: a part of a number that came in pieces",
  },

  yourName: "Your name",
  nameHint: "So that we know how to address you",
  save: "Save",
  endChat: "End chat",
  endSure: "End this chat?",
  yesEnd: "End chat",
  back: "Back",

  strayTitle: "That looks like a card number. Send it safely?",
  strayText: "Nothing was sent. What you enter in the secure form, nobody in this chat can see.",
  sensitiveTitle: "That looks like sensitive data. Send it safely?",
  secretTitle: "That looks like a password or a secret code.",
  secretText: "Nothing was sent. Nobody here needs it, so it is best to leave it out.",
  pieceTitle: "Is that a part of your card number?",
  pieceText:
    "Nothing was sent. Please do not write a card number in the chat, not in pieces either: the secure form takes it in one go.",
  strayCut:
    "We took it out of your message before anyone could see it. What you enter in the secure form, nobody in this chat can see.",
  strayStays:
    "It was given as a card number and passes every check of one, so it cannot go through the chat; its last four digits can.",
  strayUntil: (t) => `If you do not decide, it is thrown away at ${t}.`,
  sendAnyway: "Send it anyway",
  throwAway: "Throw it away",
  sendSafely: "Send safely",
  somethingElse: "It is something else",

  asks: {
    card: "your card",
    address: "your address",
    bank: "your bank account",
    "national-id": "your ID number",
  },
  asked: ({ who, what, amount }) =>
    amount ? `${who} asked for ${what} to pay ${amount}` : `${who} asked for ${what}`,
  youAsked: ({ what }) => `You are sharing ${what} safely`,
  purpose: (purpose) => `For: ${purpose}`,
  onlyForm: (name) =>
    `Only our secure form sees what you type. ${name ?? "The agent"} and this chat cannot.`,
  goesTo: (host) => `It goes straight to ${host}.`,
  formTitle: "Secure form",
  preparing: "Getting the secure form ready…",
  loadingForm: "Loading the secure form…",
  timeLeft: (time) => `${time} left`,
  secondsLeft: (s) =>
    s >= 60 ? `${s / 60} min left in the secure form` : `${s} seconds left in the secure form`,
  notNow: "Not now",
  declineSure: "Share nothing and go back to the chat?",
  yesDecline: "Share nothing",
  moreTime: "More time",
  noMoreTime: "There is no more time to give.",
  usePhone: "Use my phone",
  useOther: "Use another device",
  otherTitle: "Continue on another device",
  sending: "Sending it securely…",
  stored: "Stored. Back to the chat in a moment.",
  slow: "The secure form does not load. Nothing was sent. Check your connection and try again, or use another device.",
  broken: "The secure form stopped working. Nothing was stored. Try again, or use another device.",
  noTicket: "The secure form cannot be opened right now. Try again, or use another device.",
  retry: "Try again",
  elsewhere: "The secure form is open in another tab or on another device.",
  continueHere: "Continue here",
  phoneTitle: "Continue on your phone",
  phoneText:
    "Scan this code with its camera, or open the link there. This page notices when you are done.",
  phoneOn: "You chose to continue on your phone. This page notices when you are done.",
  qr: "QR code with the link to the secure form",
  copyLink: "Copy link",
  copied: "Link copied",
  newLink: "Show a new link",

  results: {
    completed: (display) => `${display} was stored securely`,
    paid: (display) => `${display} · paid`,
    declined: "You chose not to share it",
    cancelled: (name) => (name ? `${name} cancelled the request` : "The request was cancelled"),
    expired: "Time ran out. Nothing was stored.",
    failed: "The secure form failed. Nothing was stored.",
  },
  nouns: {
    card: "Your card",
    address: "Your address",
    bank: "Your bank account",
    "national-id": "Your ID number",
  },
  failures: {
    collector_unreachable: "The secure form could not be reached. Nothing was stored.",
    observer_attached: "The chat could not be made private. Nothing was asked or stored.",
    policy_denied: "This cannot be asked for here. Nothing was stored.",
    collector_error: "The secure form failed. Nothing was stored.",
    payment_declined: "The payment was declined. Nothing was charged.",
    payment_unknown:
      "It is not known yet whether the payment went through. Please ask before you try again.",
  },

  trouble: {
    offline: "No connection. Please try again in a moment.",
    policy_denied: "This cannot be taken here. Please do not write the number in the chat.",
    unavailable:
      "The secure form is not available right now. Please do not write the number in the chat.",
    other: "That did not work. Please try again.",
  },
};
