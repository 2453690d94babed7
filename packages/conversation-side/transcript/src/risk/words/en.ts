import type { FactWords } from "./fact-words.ts";

export const en: FactWords = {
  months:
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
  dates: ["M\\.? D(?:st|nd|rd|th)?(?:,? Y)?", "D(?:st|nd|rd|th)? (?:of )?M(?:,? Y)?"],
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
