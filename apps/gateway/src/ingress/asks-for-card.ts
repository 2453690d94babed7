/**
 * Whether an agent's text asks the customer to write a card number into the chat: a word that asks and a word for the card's number, in
 * one sentence, in English, German, Spanish, French or Portuguese. It nudges toward the secure form, so it may miss and may err.
 */
export function asksForCard(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[.!\n]/)
    .some((sentence) => NUMBERS.test(sentence) && ASKS.test(sentence) && !FORM.test(sentence));
}

const NUMBERS =
  /\b(card (number|details|info\w*|data)|(credit|debit) card|cvv|cvc|security code|expir\w+ date|kartennummer|kreditkarte\w*|prüfziffer|número de (la |su |tu )?tarjeta|datos de (la |su |tu )?tarjeta|tarjeta de (crédito|débito)|numéro de (la |votre )?carte|carte (bancaire|bleue|de crédit)|cryptogramme|número do (seu )?cartão|cartão de (crédito|débito)|dados do (seu )?cartão)/u;
const ASKS =
  /(\?|\b(please|can you|could you|send|give|tell|type|enter|share|provide|need|what('s| is)|bitte|schicken|senden|nennen|geben|brauche|benötige|teilen|por favor|envíe\w*|env[ií]\w*|díga\w*|escrib\w*|necesito|indíque\w*|veuillez|envoyez|donnez|indiquez|besoin|pouvez|merci de|informe|envie|mande|digite|preciso|passe)\b)/u;
const FORM =
  /\b(form|formular|formulario|formulaire|formulário|secure|sicher\w*|segur\w*|sécurisé\w*)\b/u;
