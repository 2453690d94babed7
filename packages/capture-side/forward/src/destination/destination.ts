import { tenantId } from "@aside/protocol";
import * as z from "zod";
import { readNetwork } from "../connection/public-address.ts";
import { chargePlan } from "../charge/charge-plan.ts";

/** Headers that say how a connection is used, or whose it is: never the caller's, never let through. */
const NEVER =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-.*|accept-encoding|expect|cookie|set-cookie.*|forwarded|x-forwarded-.*|via|location|refresh)$/;

const headerName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, "a header's name in lower case")
  .refine((name) => !NEVER.test(name), "this header may not be passed on");

/** `*` is any one segment: `/v1/customers/*`. */
const pathPattern = z
  .string()
  .max(300)
  .regex(/^(\/(\*|[A-Za-z0-9_.~-]+))+$/, "a path such as /v1/charges, with * for one segment")
  .refine((path) => !/\/\.{1,2}(\/|$)/.test(path), "no . and .. as a segment");

export const bodyType = z.enum([
  "application/json",
  "application/x-www-form-urlencoded",
  "application/xml",
]);

export const answerPath = z
  .string()
  .max(200)
  .regex(
    /^(\/(\*|[A-Za-z0-9_.-]+))+$/,
    "a path such as /error/code, with * for every element of a list",
  )
  .refine((path) => !path.includes("__proto__"), "no such name");

const insertionPoint = z.strictObject({
  at: z.string().min(1).max(200),
  fields: z
    .array(z.string().regex(/^[a-z][a-z0-9.-]{0,79}$/))
    .min(1)
    .max(10),
});

const route = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: pathPattern,
  contentType: bodyType.optional(),
  insert: z.array(insertionPoint).max(30).default([]),
  /** Allow-listed parts of the answer, of whatever status. */
  answer: z.array(answerPath).max(100),
  /** Statuses by which what was inserted is used up: an authorization has completed, approved or declined. */
  settledBy: z.array(z.int().min(200).max(599)).max(20).default([200, 201, 202, 402]),
});

const secret = z.union([
  z.strictObject({ env: z.string().regex(/^[A-Z][A-Z0-9_]{0,99}$/) }),
  z.strictObject({ file: z.string().min(1).max(4096) }),
]);

const credential = z.strictObject({
  header: headerName.default("authorization"),
  scheme: z.enum(["bearer", "basic", "plain"]).default("bearer"),
  /** The name before the colon, for `basic`. */
  user: secret.optional(),
  secret,
});

/** One entry of the file of destinations. */
export const destinationSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    tenants: z.array(tenantId).min(1).max(10_000),
    origin: z.string().refine(isOrigin, "an origin such as https://api.example.com"),
    /** Networks that its name may lead to besides the public internet. */
    networks: z
      .array(
        z.string().refine((text) => readNetwork(text) !== null, "a network such as 10.20.0.0/16"),
      )
      .max(20)
      .default([]),
    /** A PEM file of the authorities that are trusted instead of the system's. */
    ca: z.string().min(1).max(4096).optional(),
    credentials: z.array(credential).max(5).default([]),
    routes: z.array(route).max(50).default([]),
    requestHeaders: z.array(headerName).max(20).default([]),
    responseHeaders: z.array(headerName).max(20).default([]),
    idempotencyHeader: headerName.default("idempotency-key"),
    limits: z
      .strictObject({
        requestBytes: z.int().min(100).max(1_000_000).default(100_000),
        answerBytes: z.int().min(100).max(5_000_000).default(500_000),
        timeoutMs: z.int().min(100).max(120_000).default(20_000),
      })
      .prefault({}),
    charge: chargePlan.optional(),
  })
  .refine(({ routes, charge }) => routes.length > 0 || charge !== undefined, {
    message: "routes or a charge",
  });

export type DestinationConfig = z.infer<typeof destinationSchema>;
export type Route = z.infer<typeof route>;
export type Secret = z.infer<typeof secret>;
export type BodyType = z.infer<typeof bodyType>;

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, username } = new URL(text);
  return origin === text && ["https:", "http:"].includes(protocol) && username === "";
}
