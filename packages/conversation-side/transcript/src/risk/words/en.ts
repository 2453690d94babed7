import type { FactWords } from "./fact-words.ts";

const TH = "st|nd|rd|th";
/** What comes behind a day of the month, and not behind the tenth of something else. */
const END =
  "(?=\\s*(?:$|[.,;:!?)–-]|of (?:this|next|last|the) month|(?:to|till?|until|through|and|or|at|from|in|please|is|was|works?|instead|then|if|with|but|so|around|because|when|for|after|before)\\b))";

export const en: FactWords = {
  months:
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
  dates: [
    `M\\.? (?:the )?D ?(?:${TH})?(?: ?(?:[-–]|to|till?|until|through|and|or) ?(?:the )?D(?:${TH})|(?:,? Y)?)`,
    `D ?(?:${TH})? (?:of )?M(?:,? Y)?`,
    // A day alone: of the month that the rest of the conversation tells. `The 2nd` may be anything's second.
    `(?<=\\b(?:on|until|till?|by|from|since) (?:the )?)D(?:${TH})${END}`,
    `(?<=\\b(?:the|and|or|to) |[-–] ?)(?:[4-9]|[12]\\d|3[01])(?:${TH})${END}`,
    `D(?:${TH})(?= ?[-–] ?D(?:${TH})| of (?:this|next|last|the) month)`,
  ],
  holidays:
    "(?:christmas|xmas)(?: eve| day)?|easter(?: sunday| monday)?|good friday|halloween|thanksgiving|hanukkah|diwali|ramadan|new year['’]s(?: eve| day)?|black friday|cyber monday|valentine['’]s day|(?:mother|father)['’]s day|independence day|super bowl",
  ages: ["N[ -]?(?:years?|yrs?)[ -]old", "(?:aged|my age is|turned|turning) N"],
  birthYears: ["born (?:in |on )?(?:the year )?Y"],
  employers: [
    "work(?:ing|s|ed)? (?:at|for)",
    "employed (?:at|by)",
    "my (?:employer|company)(?: is|,)?",
  ],
  roles: ["(?:i am|i['’]m|im|as|being|work as) an?"],
  occupations:
    "accountant|actor|actress|architect|baker|barber|builder|carer|carpenter|chef|cleaner|coach|cook|dentist|designer|detective|developer|doctor|driver|electrician|engineer|farmer|firefighter|fireman|fisherman|gardener|hairdresser|journalist|judge|lawyer|lecturer|librarian|mechanic|midwife|miner|musician|nurse|optician|painter|paramedic|pastor|pharmacist|photographer|physician|pilot|plumber|police officer|policeman|priest|professor|psychologist|rabbi|sailor|scientist|singer|social worker|soldier|solicitor|student|surgeon|surveyor|tailor|teacher|therapist|translator|vet|waiter|waitress|welder|writer",
  events:
    "accident|amputation|arrest|bankruptcy|burglary|cancer|car crash|chemotherapy|conviction|custody|deportation|divorce|earthquake|eviction|fire damage|flood|flooded|flooding|funeral|heart attack|hospitalised|hospitalized|house fire|kidnapped|kidnapping|lottery|maternity leave|miscarriage|murder|murdered|passed away|pregnant|pregnancy|robbery|stillbirth|stroke|suicide|surgery|transplant|triplets|twins|war veteran|widow|widowed|widower|witness protection",
};
