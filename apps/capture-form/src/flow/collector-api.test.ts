import { describe, expect, test } from "vitest";
import { NOW } from "../../test/fake-ports.ts";
import { createCollectorApi } from "./collector-api.ts";

const STATE = { state: "open", deadline: NOW, now: NOW };

describe("the collector over HTTP", () => {
  test("no cookies, no cache, no redirects, no referrer", async () => {
    const { api, requests } = answering(() => Response.json(STATE));
    expect(await api.state("cap_1", "a/b")).toEqual({ ok: true, value: STATE });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.path).toBe("/v1/captures/cap_1/state?jti=a%2Fb");
    expect(requests[0]?.init).toMatchObject({
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
  });

  test.each([
    ["a refusal", () => refusal("capture_over"), "capture_over"],
    ["an error page", () => new Response("<html>", { status: 502 }), "unanswered"],
    ["a code that is none", () => refusal("capture_gone"), "unanswered"],
    ["half an answer", () => Response.json({ state: "open" }), "unanswered"],
    ["a key too many", () => Response.json({ ...STATE, pan: "4" }), "unanswered"],
    ["no answer", () => Promise.reject(new TypeError("Failed to fetch")), "unanswered"],
  ])("%s", async (_, answer, failure) => {
    const { api } = answering(answer);
    expect(await api.state("cap_1", "jti")).toEqual({ ok: false, failure });
  });

  test("progress needs no body in the answer", async () => {
    const { api } = answering(() => new Response(null, { status: 204 }));
    expect(await api.progress({ capture: "cap_1", jti: "jti" })).toEqual({ ok: true, value: null });
  });
});

function answering(answer: () => Response | Promise<Response>) {
  const requests: { path: string; init: RequestInit | undefined }[] = [];
  const api = createCollectorApi((path, init) => {
    requests.push({ path: String(path), init });
    return Promise.resolve(answer());
  });
  return { api, requests };
}

function refusal(code: string): Response {
  return Response.json({ code, text: "constant" }, { status: 409 });
}
