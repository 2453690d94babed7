import type { Language } from "./language.ts";
import { said } from "./said.ts";

const UNITS = "ein zwei drei vier funf sechs sieben acht neun".split(" ");
/** From 20 on; one in two spellings. */
const TENS = "zwanzig|dreissig dreißig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig".split("|");

export const de: Language = {
  code: "de",
  cues: {
    CARD_NUMBER: [
      "(kartennummer|kreditkartennummer|kreditkarte|karte|kartennr|kartendaten|ec karte)",
    ],
    CVV: [
      "(drei|3|dreistellige) (ziffern|ziffer|zahlen|nummer) (auf|hinten) (der|auf)? (ruckseite|der ruckseite)?",
      "(prufziffer|prufziffern|prufnummer|kartenprufnummer|sicherheitscode|sicherheitsnummer)",
    ],
    EXPIRY: [
      "(gultig bis|ablaufdatum|verfallsdatum|verfalldatum|gultigkeit|lauft ab|ablauf|gultigkeitsdatum)",
      "lauft (die|ihre|deine) (karte|kreditkarte) ab",
    ],
    SSN: [
      "(steuer id|steuerid|steuer idnr|steuer identifikationsnummer|steueridentifikationsnummer|steuernummer|sozialversicherungsnummer|ausweisnummer|personalausweisnummer|personalausweis|idnr)",
    ],
    ACCOUNT_ID: [
      "(kontonummer|konto|kundennummer|kundennr|mitgliedsnummer|vertragsnummer|versicherungsnummer|blz|bankleitzahl|bic|zahlernummer)",
    ],
    ORDER_ID: [
      "(bestellnummer|bestellnr|auftragsnummer|rechnungsnummer|buchungsnummer|buchungscode|sendungsnummer|vorgangsnummer|ticketnummer|bestellung|referenznummer|paketnummer|seriennummer)",
    ],
    PIN: ["(geheimzahl|pin nummer|geheimnummer|kartenpin)"],
    PASSWORD: [
      "(passwort|kennwort|zugangscode|zugangspasswort|tan|bestatigungscode|sms code|code per sms)",
    ],
    USERNAME: ["(benutzername|nutzername|anmeldename|benutzerkennung)"],
    SECURITY_ANSWER: [
      "(madchenname|geburtsname) (der|ihrer|meiner|deiner)? (mutter)?",
      "(sicherheitsfrage|sicherheitsfragen|lieblingslehrer|lieblingsfarbe|geburtsort|spitzname)",
      "name (des|meines|ihres|deines|vom) (ersten)? haustiers",
      "(erstes|erste|ersten) (haustier|haustieres|auto|schule|grundschule|lehrer|arbeitgeber)",
    ],
    DATE_OF_BIRTH: ["(geburtsdatum|geburtstag|geboren am|geboren|geb|geburtsjahr|tag der geburt)"],
    PHONE: [
      "(telefonnummer|telefon|handynummer|handy|mobilnummer|rufnummer|festnetz|ruckrufnummer|telefonnr)",
    ],
    EMAIL: ["(emailadresse|mailadresse)"],
    POSTCODE: ["(postleitzahl|plz)"],
    ADDRESS: [
      "(adresse|anschrift|wohnanschrift|lieferadresse|rechnungsadresse|wohne in|wohnhaft in)",
    ],
    PERSON: ["(vorname|nachname|familienname|vollstandiger name|voller name|ihr name|mein name)"],
    PASSPORT: ["(passnummer|reisepassnummer|reisepass|reisepasses|pass nr)"],
    DRIVER_LICENSE: ["(fuhrerscheinnummer|fuhrerschein)"],
    LICENSE_PLATE: ["(kennzeichen|nummernschild|autokennzeichen)"],
  },
  notCues: [],
  connectors:
    "ist war sind lautet heisst der die das den dem ein eine mein meine meiner ihr ihre nummer nr und am vom im auf von bei hier bitte ja also aber nur noch genau ich glaube".split(
      " ",
    ),
  requests: "bitte nennen geben sagen konnen konnten wie lautet welche mitteilen bestatigen".split(
    " ",
  ),
  digits: {
    ...said(
      "0 null|1 eins|2 zwei zwo|3 drei|4 vier|5 funf fuenf|6 sechs|7 sieben|8 acht|9 neun|10 zehn|11 elf|12 zwolf|13 dreizehn|14 vierzehn|15 funfzehn|16 sechzehn|17 siebzehn|18 achtzehn|19 neunzehn|20 zwanzig|30 dreissig dreißig|40 vierzig|50 funfzig|60 sechzig|70 siebzig|80 achtzig|90 neunzig",
    ),
    ...unitsFirst(),
  },
  repeats: { doppel: 2, doppelt: 2 },
  sounds: said("1 ein eine"),
  fillers: ["strich", "bindestrich", "schragstrich", "ah", "ahm", "leerzeichen"],
  leads:
    "dann und danach als nachstes folgt gefolgt weiter noch zuletzt schliesslich letzte letzten letzter nachste nachsten ende endet kommt mit".split(
      " ",
    ),
  months:
    "januar februar marz maerz april mai juni juli august september oktober november dezember janner mrz okt dez".split(
      " ",
    ),
  units: "uhr prozent tage tag wochen monate jahre stunden minuten stuck personen nachte".split(
    " ",
  ),
  amounts: "betrag kontostand summe preis kostet kosten etwa ungefahr uber unter fast rund".split(
    " ",
  ),
  abbreviations: ["nr", "str", "geb", "tel", "hr", "fr"],
};

/** "einundzwanzig" to "neunundneunzig". */
function unitsFirst(): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [tens, spellings] of TENS.entries())
    for (const ten of spellings.split(" "))
      for (const [units, unit] of UNITS.entries())
        words[`${unit}und${ten}`] = `${tens + 2}${units + 1}`;
  return words;
}
