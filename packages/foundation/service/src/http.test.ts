import { createServer, request as httpRequest, type Server } from "node:http";
import express from "express";
import { afterEach, expect, test } from "vitest";
import * as z from "zod";
import {
  createHealth,
  createMetrics,
  createRateLimiter,
  jsonBody,
  limitRate,
  listen,
  notFound,
  Problem,
  problemHandler,
  type Listening,
} from "./index.ts";

const running: Listening[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(0)));
});

async function serve(
  app: express.Express,
): Promise<{ url: string; server: Server; listening: Listening }> {
  const server = createServer(app);
  const listening = await listen(server, {
    port: 0,
    host: "127.0.0.1",
    setting: "ASIDE_TEST_PORT",
  });
  running.push(listening);
  return { url: `http://127.0.0.1:${listening.port}`, server, listening };
}

const logged: unknown[] = [];
function api() {
  logged.length = 0;
  const app = express();
  app.use(jsonBody(200));
  app.post("/", (request, response) => {
    z.strictObject({ a: z.number() }).parse(request.body);
    response.json({});
  });
  app.get("/fault", () => {
    throw new Error("4111111111111111 in a message");
  });
  app.get("/full", () => {
    throw Object.assign(new Error("x"), { code: "53100" });
  });
  app.get("/own", () => {
    throw new RangeError("own");
  });
  app.use(notFound);
  app.use(
    problemHandler({
      log: (event, fields) => void logged.push([event, fields]),
      map: (error) =>
        error instanceof RangeError ? new Problem(409, "conflict", "In conflict") : undefined,
    }),
  );
  return app;
}

function post(url: string, body: string, type = "application/json") {
  return fetch(url, { method: "POST", body, headers: { "content-type": type } });
}

async function codeIn(answer: Response): Promise<string> {
  return z.looseObject({ code: z.string() }).parse(await answer.json()).code;
}

test("errors become problem+json by one table", async () => {
  const { url } = await serve(api());
  const answers = await Promise.all([
    post(url, '{"a":"x","b":1}'),
    post(url, '{"a":'),
    post(url, JSON.stringify({ a: "x".repeat(300) })),
    post(url, '{"a":1}', "text/plain"),
    fetch(url, {
      method: "POST",
      body: "not compressed",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
    }),
    fetch(`${url}/nowhere`),
    fetch(`${url}/own`),
    fetch(`${url}/%E0`),
  ]);
  const seen = await Promise.all(
    answers.map(async (answer) => [answer.status, await answer.json()]),
  );
  const problem = (status: number, code: string, title: string, more = {}) => [
    status,
    { type: `urn:aside:problem:${code}`, title, status, code, ...more },
  ];
  expect(seen).toEqual([
    problem(400, "invalid_request", "The request does not have the expected shape", {
      issues: [
        { path: "a", code: "invalid_type" },
        { path: "", code: "unrecognized_keys" },
      ],
    }),
    problem(400, "invalid_json", "The body is not valid JSON"),
    problem(413, "body_too_large", "The body is too large"),
    problem(415, "not_json", "The body must be JSON: Content-Type: application/json"),
    problem(400, "unreadable", "The request cannot be read"),
    problem(404, "not_found", "Nothing here"),
    problem(409, "conflict", "In conflict"),
    problem(404, "not_found", "Nothing here"),
  ]);
  expect(answers[0]?.headers.get("content-type")).toContain("application/problem+json");
  expect(logged).toEqual([]);
});

test("[BND2] an unknown error gives the client a reference, and the log no message", async () => {
  const { url } = await serve(api());
  const body = z
    .looseObject({ reference: z.string() })
    .parse(await (await fetch(`${url}/fault`)).json());
  expect(body).toEqual({
    type: "urn:aside:problem:internal",
    title: "Something went wrong on our side",
    status: 500,
    code: "internal",
    reference: expect.stringMatching(/^r[0-9a-f]{32}$/),
  });
  expect(logged).toEqual([
    [
      "request failed",
      { reference: body.reference, error: "Error", where: expect.stringContaining("http.test.ts") },
    ],
  ]);
  expect(JSON.stringify(logged)).not.toMatch(/4111[ -]?1111/);
});

test("a full disk is said as such", async () => {
  const { url } = await serve(api());
  const answer = await fetch(`${url}/full`);
  expect([answer.status, await codeIn(answer)]).toEqual([507, "disk_full"]);
});

test("a port in use names the setting to change", async () => {
  const { listening } = await serve(express());
  await expect(
    listen(createServer(), {
      port: listening.port,
      host: "127.0.0.1",
      setting: "ASIDE_GATEWAY_PORT",
    }),
  ).rejects.toMatchObject({
    code: "port_in_use",
    message: `127.0.0.1:${listening.port} is in use by another process: stop it, or set ASIDE_GATEWAY_PORT to a free port`,
  });
});

test("closing lets a running request end and cuts it after the deadline", async () => {
  const waiting: (() => void)[] = [];
  const arrived: (() => void)[] = [];
  const app = express().get("/", (_request, response) => {
    waiting.push(() => response.end("late but whole"));
    arrived.shift()?.();
  });
  const { url, listening } = await serve(app);
  const ask = () => {
    const here = new Promise<void>((resolve) => arrived.push(resolve));
    const answer = new Promise<string>((resolve) => {
      httpRequest(
        url,
        { agent: false },
        (response) => void response.on("data", (data) => resolve(String(data))),
      )
        .on("error", () => resolve("cut"))
        .end();
    });
    return { here, answer };
  };
  const [whole, cut] = [ask(), ask()];
  await Promise.all([whole.here, cut.here]);
  const closed = listening.close(100);
  waiting[0]?.();
  expect(await whole.answer).toBe("late but whole");
  expect(await cut.answer).toBe("cut");
  await closed;
});

test("readiness needs every check, and none of their errors shows", async () => {
  let database: () => unknown = () => undefined;
  const health = createHealth({
    checks: { database: () => database(), disk: () => undefined },
    timeoutMs: 20,
  });
  const { url } = await serve(express().use(health.router));
  const ready = async () => {
    const answer = await fetch(`${url}/readyz`);
    return [answer.status, await answer.json()];
  };
  expect(await ready()).toEqual([200, { status: "ok", checks: { database: "ok", disk: "ok" } }]);
  database = () => Promise.reject(new Error("password"));
  expect(await ready()).toEqual([
    503,
    { status: "not ready", checks: { database: "failed", disk: "ok" } },
  ]);
  database = () => new Promise(() => undefined);
  expect(await ready()).toEqual([
    503,
    { status: "not ready", checks: { database: "failed", disk: "ok" } },
  ]);
  database = () => undefined;
  health.drain();
  expect(await ready()).toEqual([
    503,
    { status: "stopping", checks: { database: "ok", disk: "ok" } },
  ]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("[38] who asks again and again whether it is ready has the checks run one after the other", async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const health = createHealth({
    checks: {
      async database() {
        runs += 1;
        running += 1;
        most = Math.max(most, running);
        if (runs === 1) await held;
        running -= 1;
      },
    },
  });
  let asked = 0;
  const app = express().use((_request, _response, next) => {
    asked += 1;
    next();
  });
  const { url } = await serve(app.use(health.router));
  const answers = Array.from({ length: 40 }, () => fetch(`${url}/readyz`));
  await expect.poll(() => asked).toBe(40);
  expect(runs).toBe(1);
  release();
  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect([most, runs]).toEqual([1, 2]);
});

test("[BND2] a metric has the declared label values only", async () => {
  const metrics = createMetrics({ prefix: "aside_", process: false });
  const ends = metrics.counter({
    name: "captures_total",
    help: "captures",
    labels: { outcome: ["completed", "failed"] },
  });
  ends.add(2, { outcome: "completed" });
  // @ts-expect-error a value that is not declared
  ends.add(1, { outcome: "4111111111111111" });
  metrics.gauge({ name: "open", help: "open", labels: {} }).set(3);
  const { url } = await serve(express().use(metrics.router));
  expect(await (await fetch(`${url}/metrics`)).text()).toBe(
    [
      "# HELP aside_captures_total captures",
      "# TYPE aside_captures_total counter",
      'aside_captures_total{outcome="completed"} 2',
      'aside_captures_total{outcome="other"} 1',
      "",
      "# HELP aside_open open",
      "# TYPE aside_open gauge",
      "aside_open 3",
      "",
    ].join("\n"),
  );
});

test("a bucket empties, refills with time, and the number of buckets is bounded", () => {
  let now = 0;
  const limiter = createRateLimiter({ burst: 2, perSecond: 4, keys: 3, now: () => now });
  expect([limiter.take("a"), limiter.take("a"), limiter.take("a")]).toEqual([0, 0, 250]);
  now = 250;
  expect([limiter.take("a"), limiter.take("a")]).toEqual([0, 250]);
  for (const key of ["b", "c", "d", "e"]) limiter.take(key);
  expect(limiter.size).toBe(3);
});

test("too many requests are refused with the time to wait", async () => {
  const limiter = createRateLimiter({ burst: 1, perSecond: 0.5, now: () => 0 });
  const app = express().use(limitRate(limiter), (_request, response) => void response.end());
  app.use(problemHandler({ log: () => undefined }));
  const { url } = await serve(app);
  expect((await fetch(url)).status).toBe(200);
  const refused = await fetch(url);
  expect([refused.status, refused.headers.get("retry-after"), await codeIn(refused)]).toEqual([
    429,
    "2",
    "too_many_requests",
  ]);
});
