import { mkdir } from "node:fs/promises";
import { validate } from "@readme/openapi-parser";
import { expect, test } from "vitest";
import { openApiDocument } from "../src/http/openapi/openapi.ts";

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
