import { cues, notCues } from "./en-cues.ts";
import type { Language } from "./language.ts";
import { said } from "./said.ts";

export const en: Language = {
  code: "en",
  cues,
  notCues,
  connectors: [
    ..."is was are were its it be been being the a an my your our his her their for of as no num nr number numbers id code to at on by here that this thats would should i think believe guess maybe either perhaps like yes yeah yep sure ok okay so well please actually sorry hi hello will just also comes has have had s us mine following goes with in from uh um er uhh umm erm ahh and or then both new current old registered see below follows equals starts first second oh ah called digits digit bank now still if right correct same one name date".split(
      " ",
    ),
  ],
  requests: [
    ..."what whats which can could may please provide give tell enter confirm verify need share specify supply state input require required repeat spell".split(
      " ",
    ),
  ],
  digits: said(
    "0 zero nought naught oh o|1 one|2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine niner|10 ten|11 eleven|12 twelve|13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|19 nineteen|20 twenty|30 thirty|40 forty fourty|50 fifty|60 sixty|70 seventy|80 eighty|90 ninety",
  ),
  repeats: { double: 2, dbl: 2, triple: 3, trpl: 3, treble: 3, quadruple: 4 },
  sounds: said(
    "0 nil ought aught|1 won wun|2 to too tow tew|3 tree thre|4 for fore fower foor fuor foru|5 fvie fiv fife|6 sicks|7 seevn sevn sevin|8 ate eihgt ait eigth eigh eght eigt|9 nnie nien nin",
  ),
  fillers: [
    "dash",
    "hyphen",
    "minus",
    "space",
    "uh",
    "um",
    "er",
    "erm",
    "comma",
    "slash",
    "hmm",
    "again",
  ],
  leads:
    "then and next after followed plus lastly finally ends ending end rest remaining go goes continue continues part group block again comes".split(
      " ",
    ),
  months:
    "january jan february feb march mar april apr may june jun july jul august aug september sep sept october oct november nov december dec".split(
      " ",
    ),
  units: [
    ..."dollars dollar usd euros euro eur pounds pound gbp quid bucks cents pence rupees rs inr percent people persons person guests guest gb mb kb tb mbps am pm minutes minute mins min hours hour hrs hr seconds days day weeks week months month years year yrs times km miles mile kg lbs oz ml cm mm ft feet inch inches degrees degree stars star rooms room beds bedrooms bedroom baths bath nights night adults adult kids children seats seat tickets items item pieces credits points passengers units oclock celsius fahrenheit million thousand billion hundred k px pizzas of charges transactions credit short more less extra left worth bonus".split(
      " ",
    ),
  ],
  amounts: [
    ..."balance total price amount cost costs fee fees over least about around approximately approx nearly almost than per up under below above exactly roughly sum budget rent salary deposit pay paying paid transfer transferred withdraw withdrew spent spend owe missing only for rs inr".split(
      " ",
    ),
  ],
  abbreviations: [
    "no",
    "num",
    "nr",
    "nbr",
    "acct",
    "acc",
    "tel",
    "ph",
    "mr",
    "mrs",
    "ms",
    "dr",
    "st",
    "apt",
    "ave",
    "rd",
    "id",
    "exp",
    "ext",
  ],
};
