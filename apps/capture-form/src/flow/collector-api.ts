import { collectorRefusal, openReply, stateReply, submitReply } from "@aside/protocol";
import type { CollectorApi, Reply } from "./ports.ts";

/** What this module needs of a zod schema. */
interface Parser<T> {
  safeParse(input: unknown): { success: true; data: T } | { success: false };
}

const TIMEOUT = 15_000;

/** The collector over HTTP, from its own origin: no cookies, no cache, no redirects. */
export function createCollectorApi(send: typeof fetch = fetch): CollectorApi {
  return {
    open: (request) => post("/v1/captures/open", request, openReply),
    progress: (request) => post("/v1/captures/progress", request, anything),
    submit: (request) => post("/v1/captures/submit", request, submitReply),
    state: (capture, jti) =>
      call(`/v1/captures/${capture}/state?jti=${encodeURIComponent(jti)}`, {}, stateReply),
  };

  function post<T>(path: string, body: unknown, parser: Parser<T>): Promise<Reply<T>> {
    const headers = { "content-type": "application/json" };
    return call(path, { method: "POST", headers, body: JSON.stringify(body) }, parser);
  }

  async function call<T>(path: string, init: RequestInit, parser: Parser<T>): Promise<Reply<T>> {
    try {
      const response = await send(path, {
        ...init,
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const body: unknown = response.status === 204 ? null : await response.json();
      if (!response.ok) {
        const refusal = collectorRefusal.safeParse(body);
        return { ok: false, failure: refusal.success ? refusal.data.code : "unanswered" };
      }
      const parsed = parser.safeParse(body);
      return parsed.success
        ? { ok: true, value: parsed.data }
        : { ok: false, failure: "unanswered" };
    } catch {
      return { ok: false, failure: "unanswered" };
    }
  }
}

const anything: Parser<unknown> = { safeParse: (data) => ({ success: true, data }) };
