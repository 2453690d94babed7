import { isAbsolute, resolve } from "node:path";
import * as z from "zod";

/** A whole number within bounds, both inclusive. */
export function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .describe(`a whole number from ${least} to ${most}`);
}

/** A TCP port; 0 lets the system choose. */
export function port() {
  return wholeNumber(0, 65535);
}

/** One word of a closed list. */
export function oneOf<const T extends readonly [string, ...string[]]>(...words: T) {
  return z.enum(words).describe(`one of ${words.join(", ")}`);
}

/** `true` or `false`. */
export function flag() {
  return z
    .enum(["true", "false"])
    .transform((word) => word === "true")
    .describe("true or false");
}

/** A folder's path; a relative one is taken from where the process was started. */
export function folder() {
  return z
    .string()
    .min(1)
    .max(4096)
    .refine((path) => !path.includes("\0"))
    .transform((path) => (isAbsolute(path) ? path : resolve(path)))
    .describe("a path of a folder");
}

/** Text of limited length. */
export function text(most = 200) {
  return z.string().max(most).describe(`text of at most ${most} characters`);
}

/** An origin, exact: scheme, host, port where it is not the scheme's own; no path. */
export function origin() {
  return z.string().refine(isOrigin).describe("an origin such as https://chat.example.com");
}

/** Origins separated by commas; none when empty. */
export function origins() {
  return z
    .string()
    .transform((list) =>
      list
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    )
    .refine((list) => list.every(isOrigin))
    .describe(
      "origins separated by commas, such as https://shop.example.com,https://www.example.com",
    );
}

/** A PostgreSQL address; absent when empty. One of another machine says whether it is reached by TLS: silence would mean that it is not. */
export function databaseUrl() {
  return z
    .string()
    .refine((value) => value === "" || /^postgres(ql)?:\/\/[^\s]+$/.test(value))
    .refine((value) => value === "" || isOfThisMachine(value) || saysOfTls(value))
    .transform((value) => (value === "" ? undefined : value))
    .describe(
      "postgres://user:password@host:port/database?sslmode=verify-full (NODE_EXTRA_CA_CERTS names an authority of yours; sslmode=disable where the network itself is safe), or nothing for the embedded PostgreSQL",
    );
}

/** Also an address without a host, which leaves that to PGHOST. */
function isOfThisMachine(value: string): boolean {
  return /^postgres(ql)?:\/\/([^@/?]*@)?(localhost|127(\.\d+){3}|\[::1\])?(:\d+)?([/?]|$)/.test(
    value,
  );
}

function saysOfTls(value: string): boolean {
  return /[?&]sslmode=(disable|require|verify-full)(&|$)/.test(value);
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return ["http:", "https:"].includes(url.protocol) && url.origin === value && !value.includes("*");
}
