/**
 * What a turn does, and what it is about, by its words: a tagger simple enough to be read, after the general-purpose
 * functions of ISO 24617-2. It does not look at values, so replacing one well changes nothing that it says.
 */
export type DialogueAct =
  | "greet"
  | "bye"
  | "thank"
  | "apologise"
  | "ask"
  | "request"
  | "confirm"
  | "deny"
  | "inform";

export function actOf(text: string): DialogueAct {
  const words = text.toLowerCase();
  return ACTS.find(([, pattern]) => pattern.test(words))?.[0] ?? "inform";
}

/** What a turn is about; none, one or several. */
export function intentsOf(text: string): string {
  const words = text.toLowerCase();
  return INTENTS.filter(([, pattern]) => pattern.test(words))
    .map(([name]) => name)
    .join(" ");
}

const ACTS: readonly (readonly [DialogueAct, RegExp])[] = [
  [
    "ask",
    /\?\s*$|^(?:who|what|when|where|why|how|which|wer|wie|wann|wo|qué|cómo|cuándo|quel|comment|quand|qual|como|quando)\b/u,
  ],
  ["bye", /\b(?:bye|goodbye|have a (?:good|great|nice)|see you|tschüss|adiós|au revoir|tchau)\b/u],
  ["thank", /\b(?:thanks?|thank you|thx|cheers|danke|gracias|merci|obrigad[oa])\b|شكرا/u],
  ["apologise", /\b(?:sorry|apolog\w+|pardon|entschuldigung|perdón|désolé|desculpe)\b/u],
  [
    "greet",
    /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo|guten tag|hola|bonjour|olá|oi)\b|مرحبا/u,
  ],
  [
    "request",
    /\b(?:please|can you|could you|would you|i(?:'d| would) like|i (?:need|want)|bitte|por favor|s['’]il vous plaît)\b/u,
  ],
  ["confirm", /^\W*(?:yes|yeah|yep|yup|sure|ok(?:ay)?|correct|right|exactly|ja|sí|oui|sim)\b|نعم/u],
  ["deny", /^\W*(?:no|nope|nah|not|never|nein|non|não)\b|لا\b/u],
];

const INTENTS: readonly (readonly [string, RegExp])[] = [
  ["pay", /\b(?:pay|payment|card|invoice|bill|charge[ds]?|bezahl\w*|pagar|payer)\b/u],
  ["refund", /\b(?:refund|money back|reimburse\w*|rückerstattung|reembolso|remboursement)\b/u],
  ["cancel", /\b(?:cancel\w*|kündig\w*|storn\w*|cancelar|annuler)\b/u],
  [
    "order",
    /\b(?:order|parcel|delivery|deliver(?:ed)?|shipping|tracking|bestellung|pedido|commande|encomenda)\b/u,
  ],
  ["book", /\b(?:book(?:ing)?|reserv\w+|appointment|schedule|table|termin|cita|rendez-vous)\b/u],
  ["account", /\b(?:account|login|log in|password|pin|username|konto|cuenta|compte|conta)\b/u],
  ["change", /\b(?:change|update|move|switch|ändern|cambiar|changer|mudar)\b/u],
  [
    "complain",
    /\b(?:complain\w*|broken|damaged|wrong|does(?:n['’]t| not) work|kaputt|roto|cassé)\b/u,
  ],
  ["transfer", /\b(?:transfer|send money|wire|überweis\w*|transferencia|virement)\b/u],
];
