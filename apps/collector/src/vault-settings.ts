import { oneOf, text, type SettingsTable } from "@aside/service";
import { SUITES, type Suite } from "@aside/seal";
import { KEY_CLASSES, parseRootPlace, ROOT_PLACES, type RootPlace } from "@aside/vault";
import * as z from "zod";

/** Where keys come from and how values are kept. Part of `settingsTable`. */
export const vaultSettings = {
  root: {
    name: "ASIDE_ROOT",
    default: "",
    description:
      "the key above all keys. When empty: in production `custodians` (both shares in `collector/keys` of the data folder), else `file` (made there at the first start)",
    parse: rootPlace(),
  },
  rootNext: {
    name: "ASIDE_ROOT_NEXT",
    default: "",
    description:
      "the root that `collector rotate root` replaces it by; set it on every collector first",
    parse: rootPlace(),
  },
  transitToken: {
    name: "ASIDE_TRANSIT_TOKEN_FILE",
    default: "/var/run/secrets/aside/transit-token",
    description: "the token of OpenBao or Vault, for a root of kind `transit`; read anew each time",
    parse: text(4096),
  },
  awsUrl: {
    name: "ASIDE_AWS_KMS_URL",
    default: "",
    description:
      "another endpoint of AWS KMS than that of the key's region, e.g. one in your network",
    parse: optionalUrl(),
  },
  gcpUrl: {
    name: "ASIDE_GCP_KMS_URL",
    default: "",
    description: "another endpoint of Google Cloud KMS than the public one",
    parse: optionalUrl(),
  },
  suites: {
    name: "ASIDE_SUITES",
    default: "xc20p,a256gcm",
    description:
      "what forms may seal with, in the order of preference; records are kept under the first. `a256gcm` alone uses algorithms of FIPS 140 only and needs no WebAssembly",
    parse: suites(),
  },
  sodium: {
    name: "ASIDE_SODIUM",
    default: "auto",
    description:
      "libsodium as machine code (`native`), as WebAssembly, or the first where it loads",
    parse: oneOf("auto", "native", "wasm"),
  },
  retentionDays: {
    name: "ASIDE_RETENTION_DAYS",
    default: "",
    description: "the most days that records of a class are kept, whatever a policy asks for",
    parse: caps(),
  },
} as const satisfies SettingsTable;

/**
 * Where the root is that {@link vaultSettings} name.
 *
 * @param keys the folder of a `file` or of `custodians` without a place of their own
 */
export function rootAt(
  place: RootPlace | "file" | "custodians" | null,
  keys: string,
  production: boolean,
): RootPlace {
  const kind = place ?? (production ? "custodians" : "file");
  if (kind === "file") return { kind, path: `${keys}/root.key` };
  if (kind === "custodians") return { kind, shares: [`${keys}/share-1`, `${keys}/share-2`] };
  return kind;
}

function rootPlace() {
  return z
    .string()
    .max(4096)
    .transform((value, context) => {
      if (value === "") return null;
      if (value === "file" || value === "custodians") return value;
      const place = parseRootPlace(value);
      if (place === null) context.addIssue({ code: "custom" });
      return place;
    })
    .describe(`file, custodians, or one with its place: ${ROOT_PLACES}`);
}

function optionalUrl() {
  return z
    .string()
    .refine((value) => value === "" || URL.canParse(value))
    .transform((value) => value || undefined)
    .describe("a URL, or nothing");
}

function suites() {
  return z
    .string()
    .transform((value) =>
      SUITES.filter((suite) => value.split(",").includes(suite)).toSorted(
        (a, b) => value.indexOf(a) - value.indexOf(b),
      ),
    )
    .refine((list): list is [Suite, ...Suite[]] => list.length > 0)
    .describe("xc20p, a256gcm, or both with a comma between");
}

function caps() {
  return z
    .string()
    .regex(/^([a-z]+:\d{1,4}(,|$))*$/)
    .transform((value) => new Map(value.split(",").filter(Boolean).map(readCap)))
    .refine((map) => [...map.keys()].every((name) => KEY_CLASSES.includes(name)))
    .describe(`such as card:90,address:365; the classes are ${KEY_CLASSES.join(", ")}`);
}

function readCap(pair: string): [string, number] {
  const [name = "", days = ""] = pair.split(":");
  return [name, Number(days)];
}
