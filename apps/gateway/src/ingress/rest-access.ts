import type { Database } from "@aside/postgres";
import type { Actor } from "@aside/protocol";
import { createRateLimiter, Problem } from "@aside/service";
import type { Request } from "express";
import type { Gateway } from "../gateway.ts";
import { cookieOf } from "../sign-in/cookie.ts";
import { findKey, type KnownKey } from "../tenants/api-keys.ts";
import { readerAt, type Reader } from "./reader.ts";

/** Who calls: a tenant's own server by API key, or one of its agents by the console's session, who may only read. */
export interface RestAccess {
  /** @throws {Problem} 401, 429 */
  server(request: Request): Promise<string>;
  /** A server or an agent, who may read what {@link Reader} says. @throws {Problem} 401, 429 */
  reader(request: Request): Promise<Reader>;
  /** Also who it is: what is done so is kept on record. @throws {Problem} 401, 403, 429 */
  serverOrSupervisor(request: Request): Promise<{ readonly tenant: string; readonly by: Actor }>;
}

export function createRestAccess(
  gateway: Pick<Gateway, "agentSessions" | "now" | "settings">,
  database: Database,
): RestAccess {
  const limiter = createRateLimiter({ burst: 200, perSecond: 50, now: gateway.now });
  const take = (tenant: string): string => {
    const waitMs = limiter.take(tenant);
    if (waitMs === 0) return tenant;
    throw new Problem(429, "too_many_requests", "Too many requests", {
      retryAfterSeconds: Math.ceil(waitMs / 1_000),
    });
  };
  const byKey = async (request: Request): Promise<KnownKey | null> => {
    const bearer = /^Bearer ([\w-]{1,100})$/.exec(request.headers.authorization ?? "")?.[1];
    return bearer === undefined ? null : await findKey(database, bearer);
  };
  const refused = () =>
    new Problem(401, "not_authorised", "A valid API key is needed: Authorization: Bearer ask_…");
  const bySession = async (request: Request) =>
    await gateway.agentSessions.find(cookieOf(request.headers.cookie, gateway.settings));
  return {
    async server(request) {
      const key = await byKey(request);
      if (key === null) throw refused();
      return take(key.tenant);
    },
    async serverOrSupervisor(request) {
      if (request.headers.authorization !== undefined) {
        const key = await byKey(request);
        if (key === null) throw refused();
        return { tenant: take(key.tenant), by: { kind: "api", key: key.name } };
      }
      const session = await bySession(request);
      if (session === null) throw refused();
      if (session.agent.role !== "supervisor")
        throw new Problem(403, "not_allowed", "Only a supervisor may do this");
      const { id, name } = session.agent;
      return { tenant: take(session.tenant), by: { kind: "agent", id, name } };
    },
    async reader(request) {
      if (request.headers.authorization !== undefined) {
        const key = await byKey(request);
        if (key === null) throw refused();
        return { tenant: take(key.tenant), agent: null, by: `api-key:${idWord(key.name)}` };
      }
      const session = await bySession(request);
      if (session === null) throw refused();
      return readerAt({ tenant: take(session.tenant), agent: session.agent });
    },
  };
}

/** As acts name a key: what is no mark of an id is `_`. */
function idWord(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9@._:/+-]/g, "_");
}
