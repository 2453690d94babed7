import type { FactWords } from "./fact-words.ts";

export const de: FactWords = {
  months:
    "jan(?:uar)?|jän(?:ner)?|feb(?:ruar)?|märz|maerz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?",
  dates: ["D\\. ?M\\.?(?: Y)?"],
  holidays:
    "weihnachten|heiligabend|silvester|neujahr|ostern|ostermontag|karfreitag|pfingsten|rosenmontag",
  ages: ["N jahre alt", "im alter von N", "N[ -]?jährige[rn]?"],
  birthYears: ["geboren (?:bin ich )?(?:im jahr )?Y", "(?:jahrgang|baujahr) Y", "Y geboren"],
  employers: [
    "arbeite(?:n|te)? (?:bei|für)(?: der| dem| die| das)?",
    "(?:angestellt|beschäftigt) bei(?: der| dem)?",
    "mein(?:em)? arbeitgeber(?: ist|,)?",
  ],
  roles: ["(?:ich bin|bin|arbeite als|von beruf|als)(?: eine?)?"],
  occupations:
    "altenpfleger|altenpflegerin|anwalt|anwältin|apotheker|apothekerin|architekt|architektin|arzt|ärztin|bäcker|bäckerin|bauer|bäuerin|dolmetscher|dolmetscherin|elektriker|elektrikerin|erzieher|erzieherin|fahrer|fahrerin|feuerwehrmann|feuerwehrfrau|fischer|fleischer|friseur|friseurin|gärtner|gärtnerin|hausmeister|hausmeisterin|hebamme|ingenieur|ingenieurin|journalist|journalistin|kellner|kellnerin|koch|köchin|krankenpfleger|krankenschwester|landwirt|landwirtin|lehrer|lehrerin|maler|malerin|maurer|mechaniker|mechanikerin|metzger|musiker|musikerin|notar|notarin|pastor|pastorin|pfarrer|pfarrerin|pilot|pilotin|polizist|polizistin|professor|professorin|psychologe|psychologin|rentner|rentnerin|richter|richterin|sänger|sängerin|schauspieler|schauspielerin|schneider|schneiderin|schreiner|schüler|schülerin|sekretärin|soldat|soldatin|sozialarbeiter|sozialarbeiterin|steuerberater|steuerberaterin|student|studentin|tierarzt|tierärztin|tischler|tischlerin|verkäufer|verkäuferin|wissenschaftler|wissenschaftlerin|zahnarzt|zahnärztin",
  events:
    "amputation|autounfall|beerdigung|brandschaden|chemotherapie|chemo|einbruch|elternzeit|entführung|erdbeben|fehlgeburt|festnahme|hausbrand|herzinfarkt|hochwasser|insolvenz|krebs|lottogewinn|mord|mutterschutz|organspende|privatinsolvenz|raubüberfall|räumungsklage|scheidung|schlaganfall|schwanger|schwangerschaft|selbstmord|sorgerecht|sterbefall|suizid|todesfall|totgeburt|transplantation|überschwemmung|überfall|unfall|verhaftet|verkehrsunfall|verstorben|verwitwet|wasserschaden|witwe|witwer|wohnungsbrand|zeugenschutz|zwangsräumung|zwillinge",
};
