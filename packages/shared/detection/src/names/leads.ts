import { phrasesOf } from "../cues/phrase.ts";
import { PhraseTrie } from "../cues/phrase-trie.ts";

/** How sure a phrase is that a name follows: 3 "my name is", 2 "this is", 1 "hi". */
export type LeadStrength = 1 | 2 | 3;

/** English, German, Spanish, French and Portuguese phrases in front of a person's name. */
const LEADS: Record<LeadStrength, readonly string[]> = {
  3: [
    "(my|the|your|his|her|full|first|last|card holder|cardholder)? (name|names|surname|fullname) (is|are|was|would be|as|to|from)?",
    "(my|your)? (full|first|last|middle) name (is|are|was)?",
    "(her|his|their) maiden name (is|was)?",
    "(under|in|by|with|on) (the|my|your)? name (of)?",
    "(mr|mrs|ms|miss|mister|dr|doctor|prof|professor|uncle|aunt|aunty|captain|officer|nurse|pastor|reverend|rev|sergeant|inspector|herr|frau|senor|senora|monsieur|madame|mme|sr|sra|dona)",
    "(mein name ist|mijn naam is|mi chiamo|il mio nome e|nazywam sie|mam na imie|mera naam|my naam|ich heisse|me llamo|mi nombre es|je mappelle|mon nom est|meu nome e|me chamo|o meu nome e)",
    "(hi|hello|hey|hai|hii) (this is|its|it is|im|i am)",
    "(name|surname|recipient|beneficiary|payee) (from|to)",
    "(someone|somebody|no one|nobody|anyone|anybody|man|woman|lady|guy|girl|boy|gentleman|colleague|agent|rep|representative|advisor|adviser|person|technician|engineer|manager|nurse|employee) (called|named)",
    "(named|call me|addressed to|made out to|account of|signed)",
    "my (therapist|doctor|dentist|stylist|hairdresser|wife|husband|son|daughter|brother|sister|mother|father|mom|mum|dad|friend|boss|colleague|partner|girlfriend|boyfriend|roommate|neighbor|neighbour|accountant|landlord|tenant|cousin|fiance|nephew|niece|uncle|aunt|grandmother|grandfather|grandma|grandpa|stepson|stepdaughter|carer|assistant|lawyer|manager|supervisor|teacher|nurse|solicitor|driver|advisor|adviser) (is|named|called)?",
    "(meine frau|mein mann|mein sohn|meine tochter|meine mutter|mein vater|mi esposa|mi esposo|mi marido|mi mujer|mi hijo|mi hija|mi madre|mi padre|ma femme|ma fille|ma mere|mon mari|mon fils|mon pere|minha esposa|minha mulher|minha filha|minha mae|meu marido|meu filho|meu pai)",
  ],
  2: [
    "(appointment|meeting|booking|booked|session|reservation|table|schedule|scheduled|meet|speak|speaking|talk|talking|spoke|therapist|stylist|doctor|dentist|consultation|call|lunch|dinner) (with|for|under|to|is)",
    "(send|sent|pay|payment|transfer|transferred|give|money|made|standing order|wire|transaction|transfers|payments|transactions|owe) (it|them|money|this|that|some money|the money|made|payment|a payment)? (to|for)",
    "(reservation|booking|booked|reserved|table|room|account|order) (for|under|is under|its under|in)",
    "(the|my) reservation",
    "owe",
    "(son|daughter|wife|husband|brother|sister|mother|father|mum|mom|dad|grandson|granddaughter|neighbour|neighbor)",
    "(under|recipient|receiver|beneficiary|attn|attention|payee|sincerely|regards|cheers|yours|love|host|guest|driver|renter|patient|contact|customer|client|tenant|passenger|holder)",
    "(recipient|receiver|host|guest|patient|customer|contact|driver) (is|name|name is|called)",
    "(signed for|signed|collected|witnessed|referred|seen|treated|served) by",
    "(through to|behalf of|care of|known as|goes by|spelled|spelt)",
    "(hier spricht|aqui fala|le habla|ici|ich bin|ik ben|jestem|hier ist|soy|je suis|cest|sou|aqui e|aqui es)",
    "(pay|paid|email|contacted|invite|invited|wants|told|asked|says|said|met|married)",
  ],
  1: [
    "(im|i am|this is|its|it is|am)",
    "good (day|morning|afternoon|evening)",
    "(thanks|thank you) (so much|very much|a lot|again)",
    "(hi|hello|hey|dear|thanks|thank you|ty|tysm|thx|cheers|hallo|hola|bonjour|ola|liebe|lieber|cher|chere|querido|querida|ok|okay|sure|yes|bye|welcome|please|with|to|for|from|by|and|of|sorry|great)",
  ],
};

export const leads = new PhraseTrie<LeadStrength>();
for (const strength of [3, 2, 1] as const) {
  for (const phrase of LEADS[strength].flatMap(phrasesOf)) leads.add(phrase, strength);
}

/** Words behind a name: "Ann Lee speaking". */
export const TRAILS = new Set(["speaking", "here", "calling", "am", "hier", "al", "ici", "aqui"]);
