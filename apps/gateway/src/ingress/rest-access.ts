import type { Database } from "@aside/postgres";
import type { Actor } from "@aside/protocol";
import { createRateLimiter, Problem } from "@aside/service";
import type { Request } from "express";
import type { Gateway } from "../gateway.ts";
import { cookieOf } from "../sign-in/cookie.ts";
import { findKey, type KnownKey } from "../tenants/api-keys.ts";

/** Who exports: from all of a tenant's conversations, or one of its agents, from their own. */
export interface Exporter {
  readonly tenant: string;
  /** Null: whoever may export them all. */
  readonly agent: string | null;
}

/** Who calls: a tenant's own server by API key, or one of its agents by the console's session, who may only read. */
export interface RestAccess {
  /** @throws {Problem} 401, 429 */
  server(request: Request): Promise<string>;
  /** @throws {Problem} 401, 429 */
  serverOrAgent(request: Request): Promise<string>;
  /** A server or a supervisor, who may export any conversation, or an agent. @throws {Problem} 401, 429 */
  exporter(request: Request): Promise<Exporter>;
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
    async serverOrAgent(request) {
      const tenant =
        request.headers.authorization === undefined
          ? (await bySession(request))?.tenant
          : (await byKey(request))?.tenant;
      if (!tenant) throw refused();
      return take(tenant);
    },
    async exporter(request) {
      if (request.headers.authorization !== undefined) {
        const key = await byKey(request);
        if (key === null) throw refused();
        return { tenant: take(key.tenant), agent: null };
      }
      const session = await bySession(request);
      if (session === null) throw refused();
      const { id, role } = session.agent;
      return { tenant: take(session.tenant), agent: role === "supervisor" ? null : id };
    },
  };
}
