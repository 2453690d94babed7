import {
  captureView,
  conversationView,
  exportFormat,
  exportMode,
  exportPreview,
  exportView,
  incidentPage,
  incidentQuery,
  exportWish,
  problem,
  replayView,
  requestCapture,
  startConversation,
  startedConversation,
  captureEndedWebhook,
  signedManifest,
  WITNESS_PATH,
  witnessedCheckpoints,
} from "@aside/protocol";
import { z } from "zod";

const schemas = {
  StartConversation: startConversation,
  StartedConversation: startedConversation,
  Conversation: conversationView,
  RequestCapture: requestCapture,
  Capture: captureView,
  Replay: replayView,
  ExportWish: exportWish,
  Export: exportView,
  SignedManifest: signedManifest,
  ExportPreview: exportPreview,
  CaptureEnded: captureEndedWebhook,
  WitnessedCheckpoints: witnessedCheckpoints,
  Incidents: incidentPage,
  Problem: problem,
};
type SchemaName = keyof typeof schemas;

/** The REST interface as an OpenAPI 3.1 document, made from the schemas that parse its requests. */
export function openApiDocument() {
  return {
    openapi: "3.1.0",
    info: {
      title: "Aside gateway",
      version: "1",
      description:
        "Conversations and captures for a tenant's own servers. No answer ever holds a captured value.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ apiKey: [] }],
    paths: paths(),
    webhooks: {
      "capture.ended": {
        post: {
          operationId: "captureEnded",
          summary: "A capture ended. Signed by Standard Webhooks (v1a, Ed25519), at least once.",
          security: [],
          requestBody: { required: true, content: json("CaptureEnded") },
          responses: { "2XX": { description: "Taken. Any other answer is tried again." } },
        },
      },
    },
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key, `ask_…`." },
      },
      parameters: {
        conversation: pathParameter("conversation", "^cnv_[0-9a-hjkmnp-tv-z]{26}$"),
        capture: pathParameter("capture", "^cap_[0-9a-hjkmnp-tv-z]{26}$"),
        export: pathParameter("export", "^exp_[0-9a-hjkmnp-tv-z]{26}$"),
        idempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: true,
          description: "1 to 100 visible characters; the same key is the same request.",
          schema: { type: "string", minLength: 1, maxLength: 100 },
        },
      },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
    },
  };
}

function paths() {
  const conversation = { $ref: "#/components/parameters/conversation" };
  const capture = { $ref: "#/components/parameters/capture" };
  const one = { $ref: "#/components/parameters/export" };
  const key = { $ref: "#/components/parameters/idempotencyKey" };
  return {
    "/v1/conversations": {
      post: {
        operationId: "startConversation",
        summary: "Start a conversation; `session` continues it in the widget.",
        requestBody: { required: true, content: json("StartConversation") },
        responses: {
          201: answer("Started", "StartedConversation"),
          ...problems(400, 401, 429, 503),
        },
      },
    },
    "/v1/conversations/{conversation}": {
      parameters: [conversation],
      get: {
        operationId: "readConversation",
        summary: "How a conversation stands, as far as its agents were told.",
        responses: { 200: answer("The conversation", "Conversation"), ...problems(401, 404, 429) },
      },
    },
    "/v1/conversations/{conversation}/captures": {
      parameters: [conversation],
      post: {
        operationId: "requestCapture",
        summary: "Ask the customer for a value by the secure form.",
        parameters: [key],
        requestBody: { required: true, content: json("RequestCapture") },
        responses: {
          200: answer("Begun before, by the same key", "Capture"),
          201: answer("Begun", "Capture"),
          ...problems(400, 401, 403, 404, 409, 422, 429, 503),
        },
      },
    },
    "/v1/conversations/{conversation}/captures/{capture}": {
      parameters: [conversation, capture],
      delete: {
        operationId: "cancelCapture",
        summary:
          "Cancel a capture. How it ends, the collector says: what is stored already is completed.",
        parameters: [key],
        responses: {
          202: answer("The capture as it stands", "Capture"),
          ...problems(400, 401, 404, 429, 503),
        },
      },
    },
    "/v1/conversations/{conversation}/transcript": {
      parameters: [conversation],
      get: {
        operationId: "readTranscript",
        summary: "What was said, every sensitive span replaced by a default.",
        parameters: [
          queryParameter("format", jsonSchema(exportFormat)),
          queryParameter("mode", jsonSchema(exportMode)),
        ],
        responses: { 200: file(), ...problems(400, 401, 404, 429) },
      },
    },
    "/v1/conversations/{conversation}/replay": {
      parameters: [conversation],
      get: {
        operationId: "readReplay",
        summary: "Exactly the frames that the agents got.",
        responses: { 200: answer("The frames", "Replay"), ...problems(401, 404, 429) },
      },
    },
    "/v1/evidence": {
      post: {
        operationId: "makeEvidence",
        summary:
          "Both sides' account of captures as one signed file; the collector's proof goes in.",
        requestBody: { required: true, content: { "application/json": { schema: {} } } },
        responses: {
          200: { description: "An evidence pack, for `aside evidence verify`" },
          ...problems(400, 401, 409, 413, 422, 429, 503),
        },
      },
    },
    [WITNESS_PATH]: {
      get: {
        operationId: "readCheckpoints",
        summary: "What the gateway witnessed of the tenant's audit log, for `aside audit verify`.",
        parameters: [queryParameter("after", { type: "integer", minimum: 0 })],
        responses: {
          200: answer("Signed checkpoints, the shortest first", "WitnessedCheckpoints"),
          ...problems(400, 401, 429),
        },
      },
    },
    "/v1/incidents": {
      get: {
        operationId: "listIncidents",
        summary: "Values that came into the chat where they must not be; never the value.",
        parameters: queryOf(incidentQuery),
        responses: {
          200: answer("The latest first", "Incidents"),
          ...problems(400, 401, 403, 429),
        },
      },
    },
    "/v1/export": exported(
      "exportConversations",
      "All conversations as one file, at once.",
      file(),
    ),
    "/v1/export/preview": exported(
      "previewExport",
      "What an export would hold, its risk, and its first conversations beside what the agent saw.",
      answer("The preview", "ExportPreview"),
    ),
    "/v1/exports": {
      post: {
        operationId: "beginExport",
        summary: "Begin an export whose file can be fetched in pieces and has a signed manifest.",
        requestBody: { required: true, content: json("ExportWish") },
        responses: { 201: answer("Begun", "Export"), ...problems(400, 401, 403, 429) },
      },
    },
    "/v1/exports/{export}": {
      parameters: [one],
      get: {
        operationId: "readExport",
        summary: "How far an export is.",
        responses: { 200: answer("The export", "Export"), ...problems(401, 404, 429) },
      },
      delete: {
        operationId: "forgetExport",
        summary: "Forget an export, and with it the key of its surrogates.",
        responses: { 204: { description: "Forgotten" }, ...problems(401, 403, 404, 429) },
      },
    },
    "/v1/exports/{export}/file": {
      parameters: [one],
      get: {
        operationId: "fetchExport",
        summary: "The file from a byte on, the same bytes each time.",
        parameters: [queryParameter("from", { type: "integer", minimum: 0, default: 0 })],
        responses: { 200: file(), ...problems(400, 401, 404, 409, 429) },
      },
    },
    "/v1/exports/{export}/manifest": {
      parameters: [one],
      get: {
        operationId: "readExportManifest",
        summary: "What the export replaced, the digest of its file, and a signature over both.",
        responses: {
          200: answer("The manifest", "SignedManifest"),
          ...problems(401, 404, 409, 429),
        },
      },
    },
  };
}

function exported(operationId: string, summary: string, ok: object) {
  const parameters = queryOf(exportWish);
  return {
    get: { operationId, summary, parameters, responses: { 200: ok, ...problems(400, 401, 429) } },
  };
}

function jsonSchema(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return rest;
}

function json(name: SchemaName) {
  return { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
}

function answer(description: string, name: SchemaName) {
  return { description, content: json(name) };
}

function file() {
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

function problems(...statuses: number[]) {
  const schema = { $ref: "#/components/schemas/Problem" };
  const content = { "application/problem+json": { schema } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: "See `code` (RFC 9457)", content }]),
  );
}

function pathParameter(name: string, pattern: string) {
  return { name, in: "path", required: true, schema: { type: "string", pattern } };
}

function queryParameter(name: string, schema: object) {
  return { name, in: "query", required: false, schema };
}

function queryOf({ shape }: { readonly shape: Readonly<Record<string, z.ZodType>> }) {
  return Object.entries(shape).map(([name, schema]) => queryParameter(name, jsonSchema(schema)));
}
