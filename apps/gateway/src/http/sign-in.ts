import { signIn, type SignedIn } from "@aside/protocol";
import { createNetworkLimiter, jsonBody, limitRate, networkOf, Problem } from "@aside/service";
import express, { type RequestHandler, type Router } from "express";
import type { Gateway } from "../gateway.ts";
import { SESSION_LIFETIME, type SignedInAgent } from "../sign-in/agent-sessions.ts";
import { cookieOf, setCookie } from "../sign-in/cookie.ts";
import type { SignInTries } from "../sign-in/tries.ts";
import { demo } from "../tenants/seed.ts";

/** An agent's sign-in, session and sign-out, and what the demonstration gives away. */
export function signInRoutes(gateway: Gateway, tries: SignInTries): Router {
  const { settings, agentSessions, now } = gateway;
  const router = express.Router();
  const perAddress = createNetworkLimiter({ burst: 100, perSecond: 2, now });

  router.post(
    "/v1/sign-in",
    limitRate(perAddress),
    sameOrigin(gateway),
    jsonBody(4_096),
    async (request, response) => {
      const { tenant, email, password } = signIn.parse(request.body);
      const attempt = { tenant, email, network: networkOf(request.ip) };
      const waitMs = await tries.begin(attempt);
      if (waitMs > 0)
        throw new Problem(429, "too_many_requests", "Too many tries", {
          retryAfterSeconds: Math.ceil(waitMs / 1_000),
        });
      const signed = await agentSessions.signIn(tenant, email, password);
      if (signed === null) {
        gateway.log("sign-in refused", {});
        throw new Problem(401, "wrong_password", "Address or password is wrong");
      }
      await tries.succeeded(attempt);
      response.setHeader(
        "set-cookie",
        setCookie(signed.secret, SESSION_LIFETIME / 1_000, settings),
      );
      response.setHeader("cache-control", "no-store");
      response.json(await viewOf(gateway, signed));
    },
  );
  router.post("/v1/sign-out", sameOrigin(gateway), async (request, response) => {
    await agentSessions.signOut(cookieOf(request.headers.cookie, settings));
    response.setHeader("set-cookie", setCookie("", 0, settings));
    response.status(204).end();
  });
  router.get("/v1/me", async (request, response) => {
    const agent = await agentSessions.find(cookieOf(request.headers.cookie, settings));
    response.setHeader("cache-control", "no-store");
    // Nobody is an answer, not a refusal: the console asks before it shows its sign-in, and a browser logs every 401.
    if (agent === null) response.status(204).end();
    else response.json(await viewOf(gateway, agent));
  });
  router.get("/v1/demo", (_request, response) => {
    if (!settings.demo) throw new Problem(404, "not_found", "Nothing here");
    response.json(demo);
  });
  return router;
}

async function viewOf(
  { tenants, settings }: Gateway,
  { tenant, agent, email }: SignedInAgent,
): Promise<SignedIn> {
  const found = await tenants.find(tenant);
  if (found === null) throw new Problem(401, "not_signed_in", "Sign in");
  const { revealUrl } = settings;
  const reveal = revealUrl === null ? {} : { reveal: `${revealUrl}/reveal` };
  return { me: agent, email, tenant: { id: tenant, name: found.name, ...reveal } };
}

/** A browser says where a request comes from; another site's page gets nothing done here. */
export function sameOrigin({ settings }: Gateway): RequestHandler {
  return (request, _response, next) => {
    const { origin } = request.headers;
    if (origin !== undefined && origin !== settings.url)
      throw new Problem(403, "wrong_origin", "This page may not do that");
    next();
  };
}
