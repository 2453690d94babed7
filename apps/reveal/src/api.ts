import {
  type AuthenticationResponseJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
// Mini here alone: this page shows values, and the whole of zod would be five sixths of its code.
import * as z from "zod/mini";

// The page may not make code from text, which is how the library would speed itself up.
z.config({ jitless: true });

const request = z.object({
  id: z.string(),
  token: z.string(),
  field: z.string(),
  reason: z.enum(["fraud", "chargeback", "customer-request", "legal-order", "technical-fault"]),
  reference: z.string(),
  requester: z.string(),
  requesterName: z.string(),
  state: z.enum(["requested", "approved", "refused", "viewed", "expired"]),
  madeAt: z.number(),
  until: z.number(),
});
const signedIn = z.object({
  session: z.string(),
  custodian: z.object({ id: z.string(), name: z.string() }),
});

export type RevealRequest = z.infer<typeof request>;
export type Reason = RevealRequest["reason"];
export type Custodian = z.infer<typeof signedIn>["custodian"];

/** What the collector, or the passkey, says no to. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A signed-in custodian's calls. The session is in this page's memory: leaving the page is signing out. */
export interface Desk {
  readonly custodian: Custodian;
  list(): Promise<RevealRequest[]>;
  ask(wish: { token: string; field: string; reason: string; reference: string }): Promise<void>;
  decide(id: string, decision: "approved" | "refused"): Promise<void>;
  /** The value's bytes, once. Clear them. */
  view(id: string): Promise<Uint8Array>;
}

export async function enrol(code: string): Promise<void> {
  const optionsJSON = await json("enrol/options", { code });
  const response = await ceremony(() => startRegistration({ optionsJSON }));
  await post("enrol", { code, response });
}

export async function signIn(): Promise<Desk> {
  const response = await passkey("sign-in/options", null);
  const { session, custodian } = signedIn.parse(await json("sign-in", { response }));
  return {
    custodian,
    async list() {
      const answer = await call("requests", { headers: bearer(session) });
      return z.object({ requests: z.array(request) }).parse(await answer.json()).requests;
    },
    async ask(wish) {
      await post("requests", wish, session);
    },
    async decide(id, decision) {
      const step = await passkey(`requests/${id}/${decision}/options`, session);
      await post(`requests/${id}/decide`, { decision, response: step }, session);
    },
    async view(id) {
      const step = await passkey(`requests/${id}/viewed/options`, session);
      const answer = await post(`requests/${id}/view`, { response: step }, session);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

async function passkey(path: string, session: string | null): Promise<AuthenticationResponseJSON> {
  const optionsJSON = await (await post(path, {}, session)).json();
  return await ceremony(() => startAuthentication({ optionsJSON }));
}

async function ceremony<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch {
    throw new Refused("not_verified");
  }
}

async function json(path: string, body: unknown) {
  return await (await post(path, body)).json();
}

async function post(path: string, body: unknown, session: string | null = null): Promise<Response> {
  const headers = {
    "content-type": "application/json",
    ...(session === null ? {} : bearer(session)),
  };
  return await call(path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function call(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(`/v1/reveal/${path}`, { ...init, cache: "no-store" }).catch(() => {
    throw new Refused("unreachable");
  });
  if (answer.ok) return answer;
  const parsed = z.object({ code: z.string() }).safeParse(await answer.json().catch(() => null));
  throw new Refused(parsed.data?.code ?? "unreachable");
}

function bearer(session: string): Record<string, string> {
  return { authorization: `Bearer ${session}` };
}
