import { collectorRefusal, openReply, stateReply, submitReply, type Schema } from "../schemas.ts";
import { OPEN, collectorRequest } from "./collector-request.ts";
import type { CollectorApi, Reply } from "./ports.ts";

/** The collector over HTTP. */
export function createCollectorApi(send: typeof fetch = fetch): CollectorApi {
  return {
    open: (request) => call(OPEN, request, openReply),
    progress: (request) => call("/v1/captures/progress", request, anything),
    submit: (request) => call("/v1/captures/submit", request, submitReply),
    state: (capture, jti) =>
      call(`/v1/captures/${capture}/state?jti=${encodeURIComponent(jti)}`, undefined, stateReply),
  };

  /** @param sent undefined where it is a `GET` */
  async function call<T>(path: string, sent: unknown, schema: Schema<T>): Promise<Reply<T>> {
    try {
      const response = await send(path, collectorRequest(sent));
      const body: unknown = response.status === 204 ? null : await response.json();
      if (!response.ok) {
        const refusal = collectorRefusal.safeParse(body);
        return { ok: false, failure: refusal.success ? refusal.data.code : "unanswered" };
      }
      const parsed = schema.safeParse(body);
      return parsed.success
        ? { ok: true, value: parsed.data }
        : { ok: false, failure: "unanswered" };
    } catch {
      return { ok: false, failure: "unanswered" };
    }
  }
}

const anything: Schema<unknown> = { safeParse: (data) => ({ success: true, data }) };
