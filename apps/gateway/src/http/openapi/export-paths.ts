import { exportWish } from "@aside/protocol";
import { answer, file, json, problems, queryOf, queryParameter } from "./parts.ts";

/** Exports at once, and those that are fetched in pieces. */
export function exportPaths() {
  const one = { $ref: "#/components/parameters/export" };
  return {
    "/v1/export": exported(
      "exportConversations",
      "All conversations as one file, at once; of an agent's own, the one that is named.",
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
        responses: {
          201: answer("Begun", "Export"),
          ...problems(400, 401, 403, 413, 415, 429, 503),
        },
      },
    },
    "/v1/exports/{export}": {
      parameters: [one],
      get: {
        operationId: "readExport",
        summary: "How far an export is.",
        responses: { 200: answer("The export", "Export"), ...problems(400, 401, 404, 429) },
      },
      delete: {
        operationId: "forgetExport",
        summary: "Forget an export, and with it the key of its surrogates.",
        responses: { 204: { description: "Forgotten" }, ...problems(400, 401, 403, 404, 429) },
      },
    },
    "/v1/exports/{export}/file": {
      parameters: [one],
      get: {
        operationId: "fetchExport",
        summary: "The file from a byte on, the same bytes each time.",
        parameters: [queryParameter("from", { type: "integer", minimum: 0, default: 0 })],
        responses: { 200: file(), ...problems(400, 401, 404, 409, 429, 503) },
      },
    },
    "/v1/exports/{export}/manifest": {
      parameters: [one],
      get: {
        operationId: "readExportManifest",
        summary: "What the export replaced, the digest of its file, and a signature over both.",
        responses: {
          200: answer("The manifest", "SignedManifest"),
          ...problems(400, 401, 404, 409, 429),
        },
      },
    },
  };
}

function exported(operationId: string, summary: string, ok: object) {
  const parameters = queryOf(exportWish);
  return {
    get: {
      operationId,
      summary,
      parameters,
      responses: { 200: ok, ...problems(400, 401, 403, 429, 503) },
    },
  };
}
