import { createRequire } from "node:module";
import type { Adapter } from "./adapter.ts";
import type { PredictedSpan } from "./score.ts";

const require = createRequire(import.meta.url);

/** Peers that this Node cannot run, with the reason that is printed. */
export const SKIPPED = [
  {
    name: "@arcjet/redact 1.12.0",
    reason: "its package.json asks for Node >= 22.21; we run 20.19",
  },
];

/** npm peers in their default set-up. Packages without types: what they return is read field by field. */
export function peers(): Adapter[] {
  return [
    redactPii(),
    removePii(),
    redactPiiNode(),
    compromise(),
    libphonenumber(),
    nlpjs(),
    openRedaction(),
  ];
}

const PLACEHOLDERS: Record<string, string> = {
  PERSON_NAME: "PERSON",
  STREET_ADDRESS: "ADDRESS",
  ZIPCODE: "POSTCODE",
  PHONE_NUMBER: "PHONE",
  IP_ADDRESS: "IP",
  US_SOCIAL_SECURITY_NUMBER: "SSN",
  EMAIL_ADDRESS: "EMAIL",
  CREDIT_CARD_NUMBER: "CARD_NUMBER",
  USERNAME: "USERNAME",
  PASSWORD: "PASSWORD",
  CREDENTIALS: "PASSWORD",
  DIGITS: "NUMBER",
  URL: "URL",
};

function redactPii(): Adapter {
  const { SyncRedactor } = require("redact-pii");
  const redactor = new SyncRedactor();
  return {
    name: "redact-pii 3.4.0",
    detect: (text) => byPlaceholders(text, redactor.redact(text)),
  };
}

function redactPiiNode(): Adapter {
  const { Redactor } = require("@redactpii/node");
  const redactor = new Redactor();
  return {
    name: "@redactpii/node 1.0.17",
    detect: (text) => byPlaceholders(text, redactor.redact(text)),
  };
}

/** Where placeholders stand for text: each literal part is looked for behind the one before it. */
function byPlaceholders(text: string, redacted: string): PredictedSpan[] {
  const pattern = new RegExp(Object.keys(PLACEHOLDERS).join("|"), "g");
  const spans: PredictedSpan[] = [];
  const matches = [...redacted.matchAll(pattern)];
  let at = matches[0]?.index ?? 0;
  for (const [index, match] of matches.entries()) {
    const literalStart = match.index + match[0].length;
    const literal = redacted.slice(literalStart, matches[index + 1]?.index);
    const last = index === matches.length - 1;
    const end = last ? text.length - literal.length : text.indexOf(literal, at + 1);
    if (end < 0) break;
    spans.push({ start: at, end, type: PLACEHOLDERS[match[0]] ?? "NUMBER" });
    at = end + literal.length;
  }
  return spans;
}

function removePii(): Adapter {
  const types: Record<string, string> = {
    email: "EMAIL",
    phone: "PHONE",
    ssn: "SSN",
    creditCard: "CARD_NUMBER",
    ipAddress: "IP",
    address: "ADDRESS",
    passport: "PASSPORT",
    driversLicense: "DRIVER_LICENSE",
    zipCode: "POSTCODE",
    bankAccount: "ACCOUNT_ID",
    url: "URL",
    dateOfBirth: "DATE_OF_BIRTH",
  };
  let detectPII: (text: string) => {
    detectedItems: { type: string; positions: PredictedSpan[] }[];
  };
  return {
    name: "@coffeeandfun/remove-pii 3.0.1",
    async setup() {
      ({ detectPII } = await import(require.resolve("@coffeeandfun/remove-pii")));
    },
    detect(text) {
      if (text.trim() === "") return [];
      return detectPII(text).detectedItems.flatMap(({ type, positions }) =>
        types[type]
          ? positions.map(({ start, end }) => ({ start, end, type: types[type] ?? "" }))
          : [],
      );
    },
  };
}

function compromise(): Adapter {
  const nlp = require("compromise");
  const kinds = [
    ["people", "PERSON"],
    ["phoneNumbers", "PHONE"],
    ["emails", "EMAIL"],
    ["urls", "URL"],
  ] as const;
  return {
    name: "compromise 14.17.0",
    detect(text) {
      const document = nlp(text);
      return kinds.flatMap(([method, type]) =>
        document[method]()
          .json({ offset: true })
          .filter((one: { offset?: object }) => one.offset)
          .map(({ offset }: { offset: { start: number; length: number } }) => ({
            start: offset.start,
            end: offset.start + offset.length,
            type,
          })),
      );
    },
  };
}

function libphonenumber(): Adapter {
  const { findPhoneNumbersInText } = require("libphonenumber-js");
  return {
    name: "libphonenumber-js 1.13.16",
    detect: (text) =>
      findPhoneNumbersInText(text, "US").map(
        ({ startsAt, endsAt }: { startsAt: number; endsAt: number }) => ({
          start: startsAt,
          end: endsAt,
          type: "PHONE",
        }),
      ),
  };
}

function nlpjs(): Adapter {
  const types: Record<string, string> = {
    email: "EMAIL",
    phonenumber: "PHONE",
    ip: "IP",
    url: "URL",
  };
  const { BuiltinMicrosoft } = require("@nlpjs/builtin-microsoft");
  const builtin = new BuiltinMicrosoft({ builtins: ["PhoneNumber", "IpAddress", "Email", "URL"] });
  return {
    name: "@nlpjs/builtin-microsoft 4.26.1",
    detect(text) {
      const entities =
        builtin.extractEntities?.(text, "en") ?? builtin.findBuiltinEntities(text, "en");
      return (entities.edges ?? entities)
        .filter((one: { entity: string }) => types[one.entity])
        .map((one: { start: number; end: number; entity: string }) => ({
          start: one.start,
          end: one.end + 1,
          type: types[one.entity],
        }));
    },
  };
}

const OPEN_TYPES: readonly (readonly [RegExp, string])[] = [
  [/EMAIL/, "EMAIL"],
  [/PHONE|FAX|MOBILE/, "PHONE"],
  [/CREDIT_CARD|DEBIT|CARD_NUMBER/, "CARD_NUMBER"],
  [/CVV|CVC/, "CVV"],
  [/EXPIR/, "EXPIRY"],
  [/SSN|SOCIAL_SEC|NATIONAL_INSURANCE|ITIN/, "SSN"],
  [/IBAN/, "IBAN"],
  [/PASSPORT/, "PASSPORT"],
  [/DRIV.*LIC/, "DRIVER_LICENSE"],
  [/POSTCODE|ZIP|POSTAL/, "POSTCODE"],
  [/ADDRESS_|STREET|^ADDRESS|PO_BOX/, "ADDRESS"],
  [/IPV4|IPV6|^IP_/, "IP"],
  [/^URL|WEBSITE/, "URL"],
  [/DATE_OF_BIRTH|DOB|BIRTH/, "DATE_OF_BIRTH"],
  [/USER(?:NAME|_ID)|LOGIN/, "USERNAME"],
  [/PASSWORD|SECRET/, "PASSWORD"],
  [/\bPIN\b/, "PIN"],
  [/ORDER|BOOKING|TRACKING|INVOICE|TICKET|RESERVATION/, "ORDER_ID"],
  [/ACCOUNT|BANK|CUSTOMER|MEMBER|POLICY|ROUTING|SORT_CODE/, "ACCOUNT_ID"],
  [/NAME|PERSON/, "PERSON"],
];

function openRedaction(): Adapter {
  const { OpenRedaction } = require("openredaction");
  const redaction = new OpenRedaction({ redactionMode: "placeholder" });
  return {
    name: "openredaction 1.1.5",
    async detect(text) {
      if (text.trim() === "") return [];
      const { detections } = await redaction.detect(text);
      return detections.flatMap(
        ({ type, position }: { type: string; position: [number, number] }) => {
          const known = OPEN_TYPES.find(([pattern]) => pattern.test(type))?.[1];
          return known ? [{ start: position[0], end: position[1], type: known }] : [];
        },
      );
    },
  };
}
