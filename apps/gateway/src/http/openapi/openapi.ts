import { compliancePaths } from "./compliance-paths.ts";
import { conversationPaths } from "./conversation-paths.ts";
import { exportPaths } from "./export-paths.ts";
import { json, jsonSchema, pathParameter } from "./parts.ts";
import { schemas } from "./schemas.ts";

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
    paths: { ...conversationPaths(), ...compliancePaths(), ...exportPaths() },
    webhooks: {
      "capture.ended": {
        post: {
          operationId: "captureEnded",
          summary:
            "A capture ended. Signed by Standard Webhooks (v1a, Ed25519), at least once and in no promised order.",
          security: [],
          requestBody: { required: true, content: json("CaptureEnded") },
          responses: {
            "2XX": {
              description:
                "Taken, within 5 seconds. Any other answer is tried again, for about three days.",
            },
            410: { description: "Not wanted: this one is not tried again." },
          },
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
        idempotencyKey: idempotencyKey(true),
        mayHaveIdempotencyKey: idempotencyKey(false),
      },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
    },
  };
}

function idempotencyKey(required: boolean) {
  return {
    name: "Idempotency-Key",
    in: "header",
    required,
    description: "1 to 100 visible characters; the same key is the same request.",
    schema: { type: "string", minLength: 1, maxLength: 100 },
  };
}
