import { expect, test } from "vitest";
import {
  databaseUrl,
  describeSettings,
  folder,
  oneOf,
  origins,
  port,
  readSettings,
  wholeNumber,
} from "./index.ts";

const table = {
  port: {
    name: "ASIDE_GATEWAY_PORT",
    default: "4000",
    description: "where the gateway listens",
    parse: port(),
  },
  level: {
    name: "ASIDE_LOG",
    default: "info",
    description: "least level written",
    parse: oneOf("info", "warn"),
  },
  database: {
    name: "ASIDE_DATABASE_URL",
    default: "",
    description: "PostgreSQL to use",
    parse: databaseUrl(),
  },
  seconds: { name: "ASIDE_SECONDS", description: "a capture lasts", parse: wholeNumber(10, 600) },
} as const;

test("settings come from the environment or their defaults, parsed", () => {
  expect(
    readSettings(table, { ASIDE_GATEWAY_PORT: "", ASIDE_LOG: "warn", ASIDE_SECONDS: "60" }),
  ).toEqual({
    port: 4000,
    level: "warn",
    database: undefined,
    seconds: 60,
  });
});

test("every wrong setting is named with what is allowed, and the given text is not repeated", () => {
  const env = { ASIDE_GATEWAY_PORT: "70000", ASIDE_DATABASE_URL: "mysql://u:secret@h/d" };
  expect(() => readSettings(table, env)).toThrow(
    expect.objectContaining({
      code: "wrong_settings",
      who: "operator",
      message: [
        "ASIDE_GATEWAY_PORT is wrong: allowed is a whole number from 0 to 65535 (default 4000)",
        "ASIDE_DATABASE_URL is wrong: allowed is postgres://user:password@host:port/database?sslmode=verify-full (NODE_EXTRA_CA_CERTS names an authority of yours; sslmode=disable where the network itself is safe), or nothing for the embedded PostgreSQL",
        "ASIDE_SECONDS is not set: allowed is a whole number from 10 to 600",
      ].join("\n"),
    }),
  );
});

test("the table is rendered for the docs", () => {
  const { port: listening, seconds } = table;
  expect(describeSettings({ listening, seconds })).toBe(
    [
      "| setting | default | allowed | what it does |",
      "| --- | --- | --- | --- |",
      "| `ASIDE_GATEWAY_PORT` | `4000` | a whole number from 0 to 65535 | where the gateway listens |",
      "| `ASIDE_SECONDS` | required | a whole number from 10 to 600 | a capture lasts |",
      "",
    ].join("\n"),
  );
});

test("origins are exact: no path, no wildcard, no other scheme", () => {
  expect(origins().parse("https://a.example, http://localhost:4000")).toEqual([
    "https://a.example",
    "http://localhost:4000",
  ]);
  const wrong = [
    "https://a.example/",
    "https://*",
    "*",
    "ftp://a.example",
    "https://a.example/x",
    "null",
  ];
  expect(wrong.filter((value) => origins().safeParse(value).success)).toEqual([]);
});

test("a relative folder is taken from where the process started", () => {
  expect(folder().parse("data")).toBe(`${process.cwd()}/data`);
});

test.each([
  ["postgres://u:p@db.example:5432/journal", false],
  ["postgres://u:p@db.example/journal?sslmode=prefer", false],
  ["postgres://u:p@db.example/journal?sslmode=verify-full", true],
  ["postgresql://u@10.0.0.1/journal?application_name=a&sslmode=disable", true],
  ["postgres://u:p@localhost:5432/journal", true],
  ["postgres://127.0.0.1/journal", true],
  ["postgres:///journal", true],
  ["postgres://localhost.evil.example/journal", false],
])(
  "[BND2] %s: a database elsewhere is reached by TLS, unless it is said otherwise",
  (url, taken) => {
    expect(databaseUrl().safeParse(url).success).toBe(taken);
  },
);
