import { mkdir } from "node:fs/promises";
import { validate } from "@readme/openapi-parser";
import { expect, test } from "vitest";
import { openApiDocument } from "../src/http/openapi/openapi.ts";
import { startSystem } from "./system.ts";

test("the OpenAPI document is valid", async () => {
  const result = await validate(
    structuredClone(openApiDocument()) as Parameters<typeof validate>[0],
  );
  expect(result).toMatchObject({ valid: true });
});

test("docs/openapi.json is current (`npx vitest run apps/gateway/test/openapi -u` renews it)", async () => {
  await mkdir(new URL("../../../docs", import.meta.url), { recursive: true });
  const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../../docs/openapi.json");
});

test("every operation has a name of its own, and refuses by problem+json", () => {
  const operations = Object.values(openApiDocument().paths).flatMap((path) =>
    Object.entries(path).flatMap(([method, operation]) =>
      ["get", "post", "put", "delete"].includes(method) ? [operation] : [],
    ),
  );
  const names = operations.map((operation) =>
    "operationId" in operation ? operation.operationId : "",
  );
  expect(new Set(names).size).toBe(operations.length);
  expect(operations.length).toBe(21);
  for (const operation of operations)
    expect(JSON.stringify(operation)).toContain("application/problem+json");
});

test("every operation is there, and nobody's without a key; another method is refused with those there are", async () => {
  const system = await startSystem();
  for (const [path, item] of Object.entries(openApiDocument().paths)) {
    const { status, headers } = await fetch(system.node.url + path, { method: "PATCH" });
    const named = headers.get("allow")?.toLowerCase().split(", ");
    const there = METHODS.filter((one) => one in item);
    expect([path, status, named]).toEqual([path, 405, expect.arrayContaining(there)]);
    for (const method of METHODS.filter((one) => one in item)) {
      const place = path.replace(/\{(\w+)\}/g, (_, name: string) =>
        name === "seq" ? "1" : `${name.slice(0, 3)}_${"0".repeat(26)}`,
      );
      const headers = { authorization: "Bearer no", "content-type": "application/json" };
      const reply = await fetch(system.node.url + place, { method: method.toUpperCase(), headers });
      expect([method, path, reply.status]).toEqual([method, path, 401]);
    }
  }
  await system.stop();
});

test("a body of another kind, one too large, a path that is none: each is refused as the document says", async () => {
  const system = await startSystem();
  const authorization = `Bearer ${system.apiKey}`;
  for (const [path, item] of Object.entries(openApiDocument().paths))
    for (const [method, operation] of Object.entries(item)) {
      if (!METHODS.includes(method) || !("responses" in operation)) continue;
      const ask = async (place: string, type: string, body: string | null) => {
        const headers = { authorization, "content-type": type, "idempotency-key": "k" };
        const request = { method: method.toUpperCase(), headers, body };
        const { status } = await fetch(system.node.url + place, request);
        expect(Object.keys(operation.responses), `${method} ${path}`).toContain(String(status));
        return status;
      };
      const known = path.replace("{seq}", "1").replaceAll(/\{(...)\w+\}/g, `$1_${"0".repeat(26)}`);
      if ("requestBody" in operation) {
        expect(await ask(known, "text/plain", "{}")).toBe(415);
        const large = JSON.stringify("x".repeat(3_000_000));
        // Evidence may be as long.
        const status = await ask(known, "application/json", `[${large}]`);
        expect(status).toBe(path === "/v1/evidence" ? 400 : 413);
      }
      if (path.includes("{"))
        await ask(path.replaceAll(/\{\w+\}/g, "%F0%9F"), "application/json", null);
    }
  await system.stop();
});

const METHODS = ["get", "post", "put", "delete"];
