const TIMEOUT = 15_000;

/** Where a ticket is spent. */
export const OPEN = "/v1/captures/open";

/** Every call of the form's to its own origin: no cookies, no cache, no redirects. */
export function collectorRequest(body?: unknown): RequestInit {
  return {
    ...(body !== undefined && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(TIMEOUT),
  };
}
