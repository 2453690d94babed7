import * as z from "zod";
import type { SchemaName } from "./schemas.ts";

export function jsonSchema(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return rest;
}

export function json(name: SchemaName) {
  return { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
}

export function answer(description: string, name: SchemaName) {
  return { description, content: json(name) };
}

export function file() {
  const schema = { type: "string" };
  return {
    description: "The file, streamed",
    content: {
      "application/x-ndjson": { schema },
      "text/csv": { schema },
      "text/plain": { schema },
      "application/vnd.apache.parquet": { schema },
    },
  };
}

export function problems(...statuses: number[]) {
  const schema = { $ref: "#/components/schemas/Problem" };
  const content = { "application/problem+json": { schema } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: "See `code` (RFC 9457)", content }]),
  );
}

export function pathParameter(name: string, pattern: string) {
  return { name, in: "path", required: true, schema: { type: "string", pattern } };
}

export function queryParameter(name: string, schema: object) {
  return { name, in: "query", required: false, schema };
}

export function queryOf({ shape }: { readonly shape: Readonly<Record<string, z.ZodType>> }) {
  return Object.entries(shape).map(([name, schema]) => queryParameter(name, jsonSchema(schema)));
}
