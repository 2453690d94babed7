import { networkOf } from "@aside/service";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import express, { type Request, type RequestHandler, type Router } from "express";
import * as z from "zod";
import { sendOnce } from "../http/send-once.ts";
import { networkBuckets } from "../limits/network-buckets.ts";
import {
  custodianOf,
  enrol,
  enrolOptions,
  passkeyOptions,
  SIGN_IN,
  signIn,
  verifyStep,
} from "./passkeys.ts";
import {
  decideReveal,
  listReveals,
  purposeOf,
  requestReveal,
  revealStep,
  revealWish,
  viewReveal,
} from "./requests.ts";
import type { Custodian, Reveal } from "./reveal.ts";
import { RevealError } from "./reveal-error.ts";

const code = z.string().max(100);
const requestId = z.string().regex(/^rev_[0-9a-hjkmnp-tv-z]{26}$/);

/** What a browser's passkey answers; the ceremony checks the rest. */
const attestation = z.custom<RegistrationResponseJSON>(isAnswer);
const assertion = z.custom<AuthenticationResponseJSON>(isAnswer);

const bodies = {
  enrolOptions: z.strictObject({ code }),
  enrol: z.strictObject({ code, response: attestation }),
  signIn: z.strictObject({ response: assertion }),
  decide: z.strictObject({ decision: z.enum(["approved", "refused"]), response: assertion }),
  view: z.strictObject({ response: assertion }),
};

/**
 * `/v1/reveal`: custodians see one field of one value, after a second of them approved. Every step that decides or shows asks for the passkey
 * again, over a challenge that names that step of that request: `POST …/requests/{id}/approved|refused|viewed/options` gives it.
 */
export function revealRoutes(reveal: Reveal): Router {
  const router = express.Router();
  const json = express.json({ limit: 32_768, strict: true });
  router.use("/v1/reveal", ownOrigin(reveal.origin), async (request, _response, next) => {
    const buckets = networkBuckets("reveal", networkOf(request.ip), { burst: 60, perSecond: 1 });
    if (!(await reveal.buckets.take(buckets))) throw new RevealError("too_many");
    next();
  });
  router.post("/v1/reveal/enrol/options", json, async (request, response) => {
    response.json(await enrolOptions(reveal, parse(bodies.enrolOptions, request).code));
  });
  router.post("/v1/reveal/enrol", json, async (request, response) => {
    const body = parse(bodies.enrol, request);
    await enrol(reveal, body.code, body.response);
    response.json({});
  });
  router.post("/v1/reveal/sign-in/options", json, async (_request, response) => {
    response.json(await passkeyOptions(reveal, SIGN_IN));
  });
  router.post("/v1/reveal/sign-in", json, async (request, response) => {
    response.json(await signIn(reveal, parse(bodies.signIn, request).response));
  });
  router.get("/v1/reveal/requests", async (request, response) => {
    response.json({ requests: await listReveals(reveal, await who(reveal, request)) });
  });
  router.post("/v1/reveal/requests", json, async (request, response) => {
    const custodian = await who(reveal, request);
    const id = await requestReveal(reveal, custodian, parse(revealWish, request));
    response.status(201).json({ id });
  });
  router.post("/v1/reveal/requests/:id/:step/options", json, async (request, response) => {
    const custodian = await who(reveal, request);
    const step = parseValue(revealStep, request.params["step"]);
    const purpose = await purposeOf(reveal, custodian, idOf(request), step);
    response.json(await passkeyOptions(reveal, purpose));
  });
  router.post("/v1/reveal/requests/:id/decide", json, async (request, response) => {
    const custodian = await who(reveal, request);
    const { decision, response: answer } = parse(bodies.decide, request);
    const purpose = await purposeOf(reveal, custodian, idOf(request), decision);
    await verifyStep(reveal, custodian, purpose, answer);
    await decideReveal(reveal, custodian, idOf(request), decision);
    response.json({});
  });
  router.post("/v1/reveal/requests/:id/view", json, async (request, response) => {
    const custodian = await who(reveal, request);
    const body = parse(bodies.view, request);
    const purpose = await purposeOf(reveal, custodian, idOf(request), "viewed");
    await verifyStep(reveal, custodian, purpose, body.response);
    const value = await viewReveal(reveal, custodian, idOf(request));
    sendOnce(response, value.expose(), () => value.wipe());
  });
  router.use("/v1/reveal", refusals);
  return router;
}

async function who(reveal: Reveal, request: Request): Promise<Custodian> {
  const [, session = ""] =
    /^Bearer ([\w.-]{1,100})$/.exec(request.get("authorization") ?? "") ?? [];
  return await custodianOf(reveal, session);
}

function idOf(request: Request): string {
  return parseValue(requestId, request.params["id"]);
}

function parse<T>(schema: z.ZodType<T>, request: Request): T {
  return parseValue(schema, request.body);
}

function parseValue<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RevealError("malformed");
  return parsed.data;
}

function isAnswer(value: unknown): boolean {
  const shape = z.object({
    id: z.string().max(1_024),
    response: z.object({ clientDataJSON: z.string().max(4_096) }),
  });
  return shape.safeParse(value).success;
}

/** Only under the custodians' own address, and only its own page. */
function ownOrigin(origin: string): RequestHandler {
  const { host } = new URL(origin);
  return (request, _response, next) => {
    const from = request.get("origin");
    if (request.get("host") !== host || (from !== undefined && from !== origin))
      throw new RevealError("not_found");
    next();
  };
}

const refusals: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof RevealError)) return next(error);
  response.status(error.status).json({ code: error.code });
};
