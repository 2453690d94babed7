import { incidentQuery, WITNESS_PATH } from "@aside/protocol";
import { changesQuery } from "../../administration/detection-change.ts";
import { answer, json, problems, queryOf, queryParameter } from "./parts.ts";

/** Evidence, what was witnessed, incidents, and the settings of detection. */
export function compliancePaths() {
  const conversation = { $ref: "#/components/parameters/conversation" };
  return {
    "/v1/evidence": {
      post: {
        operationId: "makeEvidence",
        summary:
          "Both sides' account of captures as one signed file; the collector's proof goes in.",
        requestBody: { required: true, content: { "application/json": { schema: {} } } },
        responses: {
          200: { description: "An evidence pack, for `aside evidence verify`" },
          ...problems(400, 401, 409, 413, 415, 422, 429, 503),
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
    "/v1/incidents/{conversation}/{seq}/reviews": {
      parameters: [
        conversation,
        { name: "seq", in: "path", required: true, schema: { type: "integer", minimum: 1 } },
      ],
      post: {
        operationId: "reviewIncident",
        summary: "Say how an incident stands. Who and when is kept; nothing is changed or removed.",
        requestBody: { required: true, content: json("ReviewIncident") },
        responses: {
          201: answer("The incident with it", "Incident"),
          ...problems(400, 401, 403, 404, 409, 413, 415, 429),
        },
      },
    },
    "/v1/settings/detection": {
      get: {
        operationId: "readDetection",
        summary: "What is found and cut out otherwise than by default; `ETag` names this version.",
        responses: { 200: answer("The settings", "Detection"), ...problems(401, 403, 429) },
      },
      put: {
        operationId: "putDetection",
        summary: "Change it. Every gateway follows within ten seconds; who did it is on record.",
        parameters: [
          {
            name: "If-Match",
            in: "header",
            required: false,
            description:
              "The `ETag` that the change was made from: refused with 412 by another one.",
            schema: { type: "string", maxLength: 100 },
          },
        ],
        requestBody: { required: true, content: json("Detection") },
        responses: {
          200: answer("The settings", "Detection"),
          ...problems(400, 401, 403, 412, 413, 415, 429),
        },
      },
    },
    "/v1/settings/detection/changes": {
      get: {
        operationId: "listDetectionChanges",
        summary: "Who changed the settings of detection, when, from what to what.",
        parameters: queryOf(changesQuery),
        responses: {
          200: answer("The latest first", "DetectionChanges"),
          ...problems(400, 401, 403, 429),
        },
      },
    },
  };
}
