import { stillCopy } from "../bytes/still-bytes.ts";
import { luhnIsValid } from "../card/luhn.ts";
import {
  isLetterOf,
  isRepeated,
  mod,
  mod11Then10IsValid,
  remainder,
  valueAt,
  weighted,
} from "./check-digits.ts";
import { codiceFiscaleIsValid } from "./codice-fiscale.ts";
import type { IdNumber, IdNumbers } from "./id-number.ts";

const SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
const IRISH = "WABCDEFGHIJKLMNOPQRSTUV";
const DDMM = "(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])";

/** Estonia, Lithuania. */
const baltic = (name: string): IdNumber => ({
  name,
  pattern: "[1-9]\\d{10}",
  check: balticIsValid,
});
/** The countries of former Yugoslavia. */
const jmbg = (name: string): IdNumber => ({
  name,
  pattern: `${DDMM}\\d{9}`,
  check: (id) => {
    const digit = mod(-weighted(id, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]), 11) % 10;
    return digit === valueAt(id, 12);
  },
});
/** Czechia, Slovakia: since 1954 divisible by 11, nine digits before. */
const birthNumber: IdNumber = {
  name: "Rodné číslo",
  pattern: "\\d{2}[0-8]\\d[0-3]\\d{4,5}",
  check: (id) => id.length === 9 || remainder(id, 0, 9, 11) % 10 === valueAt(id, 9),
};

export const europeanIds: IdNumbers = {
  AT: [
    {
      name: "SVNR",
      pattern: "[1-9]\\d{9}",
      check: (id) => weighted(id, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === valueAt(id, 3),
    },
  ],
  BA: [jmbg("JMBG")],
  BE: [{ name: "Rijksregisternummer", pattern: "\\d{11}", check: belgianIsValid }],
  BG: [
    {
      name: "ЕГН",
      pattern: "\\d{10}",
      check: (id) => (weighted(id, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === valueAt(id, 9),
    },
  ],
  CH: [
    {
      name: "AHV/AVS",
      pattern: "756\\d{10}",
      check: (id) => weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
    },
  ],
  CZ: [birthNumber],
  DE: [{ name: "Steuer-ID", pattern: "[1-9]\\d{10}", check: mod11Then10IsValid }],
  DK: [{ name: "CPR", pattern: `${DDMM}\\d{6}` }],
  EE: [baltic("Isikukood")],
  ES: [
    {
      name: "DNI",
      pattern: "\\d{8}[A-Z]",
      check: (id) => isLetterOf(SPANISH, remainder(id, 0, 8, 23), id[8]),
    },
    { name: "NIE", pattern: "[XYZ]\\d{7}[A-Z]", check: nieIsValid },
  ],
  FI: [{ name: "Henkilötunnus", pattern: "\\d{6}[A-FU-Y]?\\d{3}[0-9A-Y]", check: hetuIsValid }],
  FR: [{ name: "NIR", pattern: "[1-478]\\d{4}(?:\\d{2}|2[AB])\\d{8}", check: nirIsValid }],
  GB: [
    {
      name: "NINO",
      pattern: "[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\\d{6}[A-D]",
      check: (id) => !["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"].some((no) => startsWith(id, no)),
    },
  ],
  GR: [{ name: "ΑΜΚΑ", pattern: `${DDMM}\\d{7}`, check: luhnIsValid }],
  HR: [{ name: "OIB", pattern: "\\d{11}", check: mod11Then10IsValid }],
  IE: [{ name: "PPSN", pattern: "\\d{7}[A-W][A-IW]?", check: ppsIsValid }],
  IS: [
    {
      name: "Kennitala",
      pattern: "[0-3]\\d{8}[089]",
      check: (id) => weighted(id, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    },
  ],
  IT: [
    {
      name: "Codice fiscale",
      pattern: "[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]",
      check: codiceFiscaleIsValid,
    },
  ],
  LT: [baltic("Asmens kodas")],
  ME: [jmbg("JMBG")],
  MK: [jmbg("ЕМБГ")],
  NL: [{ name: "BSN", pattern: "\\d{8,9}", check: bsnIsValid }],
  NO: [{ name: "Fødselsnummer", pattern: "\\d{11}", check: norwegianIsValid }],
  PL: [
    {
      name: "PESEL",
      pattern: "\\d{11}",
      check: (id) => weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 && !isRepeated(id),
    },
  ],
  PT: [
    {
      name: "NIF",
      pattern: "[1-9]\\d{8}",
      check: (id) => mod(-weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]), 11) % 10 === valueAt(id, 8),
    },
  ],
  RO: [
    {
      name: "CNP",
      pattern: "[1-9]\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{6}",
      check: (id) => {
        const rest = weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
        return (rest === 10 ? 1 : rest) === valueAt(id, 12);
      },
    },
  ],
  RS: [jmbg("ЈМБГ")],
  RU: [
    {
      name: "ИНН",
      pattern: "\\d{12}",
      check: (id) =>
        (weighted(id, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === valueAt(id, 10) &&
        (weighted(id, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === valueAt(id, 11),
    },
  ],
  SE: [
    {
      name: "Personnummer",
      pattern: "(?:18|19|20)?\\d{2}[01]\\d[0-9]\\d{5}",
      check: (id) => luhnIsValid(id.subarray(-10)),
    },
  ],
  SI: [jmbg("EMŠO")],
  SK: [birthNumber],
  TR: [{ name: "T.C. Kimlik No", pattern: "[1-9]\\d{10}", check: turkishIsValid }],
  UA: [
    {
      name: "РНОКПП",
      pattern: "\\d{10}",
      check: (id) => mod(weighted(id, [-1, 5, 7, 9, 4, 6, 10, 5, 7]), 11) % 10 === valueAt(id, 9),
    },
  ],
};

function balticIsValid(id: Uint8Array): boolean {
  const first = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const check = first === 10 ? weighted(id, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 : first;
  return check % 10 === valueAt(id, 10);
}

/** A 2 goes in front for those born since 2000. */
function belgianIsValid(id: Uint8Array): boolean {
  const check = remainder(id, 9, 11, 100);
  const before = remainder(id, 0, 9, 97);
  const since = (2_000_000_000 + remainder(id, 0, 9, 1_000_000_000)) % 97;
  return check === 97 - before || check === 97 - since;
}

function nieIsValid(id: Uint8Array): boolean {
  const lead = (id[0] ?? 0) - 0x58;
  return isLetterOf(SPANISH, (lead * 10_000_000 + remainder(id, 1, 8, 10_000_000)) % 23, id[8]);
}

/** The century's mark is often `-`, which is dropped with the separators; a letter stays. */
function hetuIsValid(id: Uint8Array): boolean {
  const person = remainder(id, id.length - 4, id.length - 1, 1_000);
  const rest = (remainder(id, 0, 6, 1_000_000) * 1_000 + person) % 31;
  return isLetterOf("0123456789ABCDEFHJKLMNPRSTUVWXY", rest, id.at(-1));
}

/** Corsica: 2A counts as 19, 2B as 18. */
function nirIsValid(id: Uint8Array): boolean {
  const corsican = id[6] === 0x41 ? 19 : 18;
  const plain = stillCopy(id);
  if ((id[6] ?? 0) > 0x39) plain.set([0x31, 0x30 + (corsican % 10)], 5);
  const rest = remainder(plain, 0, 13, 97);
  plain.fill(0);
  return 97 - rest === remainder(id, 13, 15, 100);
}

function ppsIsValid(id: Uint8Array): boolean {
  const last = id[8];
  const extra = last === undefined || last === 0x57 ? 0 : (last - 0x40) * 9;
  return isLetterOf(IRISH, (weighted(id, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23, id[7]);
}

function bsnIsValid(id: Uint8Array): boolean {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1].slice(9 - id.length);
  return !isRepeated(id) && weighted(id, weights) % 11 === 0;
}

function norwegianIsValid(id: Uint8Array): boolean {
  return (
    weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}

function turkishIsValid(id: Uint8Array): boolean {
  const tenth = mod(weighted(id, [7, -1, 7, -1, 7, -1, 7, -1, 7]), 10);
  const eleventh = weighted(id, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10;
  return tenth === valueAt(id, 9) && eleventh === valueAt(id, 10);
}

function startsWith(id: Uint8Array, text: string): boolean {
  return id[0] === text.charCodeAt(0) && id[1] === text.charCodeAt(1);
}
