import { exportFormat, exportMode } from "@aside/protocol";
import { answer, file, json, jsonSchema, problems, queryParameter } from "./parts.ts";

/** Conversations and their captures; transcripts, replays and findings of one. */
export function conversationPaths() {
  const conversation = { $ref: "#/components/parameters/conversation" };
  const capture = { $ref: "#/components/parameters/capture" };
  const key = { $ref: "#/components/parameters/idempotencyKey" };
  return {
    "/v1/conversations": {
      post: {
        operationId: "startConversation",
        summary:
          "Start a conversation; `session` continues it in the widget. With an Idempotency-Key, the same key gives the same conversation and a further session.",
        parameters: [{ $ref: "#/components/parameters/mayHaveIdempotencyKey" }],
        requestBody: { required: true, content: json("StartConversation") },
        responses: {
          200: answer("Started before, by the same key", "StartedConversation"),
          201: answer("Started", "StartedConversation"),
          ...problems(400, 401, 409, 413, 415, 429, 503),
        },
      },
    },
    "/v1/conversations/{conversation}": {
      parameters: [conversation],
      get: {
        operationId: "readConversation",
        summary: "How a conversation stands, as far as its agents were told.",
        responses: {
          200: answer("The conversation", "Conversation"),
          ...problems(400, 401, 403, 404, 429),
        },
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
          ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
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
        summary:
          "What was said, every sensitive span replaced by a default. As every export, on record in the audit log.",
        parameters: [
          queryParameter("format", jsonSchema(exportFormat)),
          queryParameter("mode", jsonSchema(exportMode)),
        ],
        responses: { 200: file(), ...problems(400, 401, 403, 404, 429, 503) },
      },
    },
    "/v1/conversations/{conversation}/replay": {
      parameters: [conversation],
      get: {
        operationId: "readReplay",
        summary: "Exactly the frames that the agents got. That they are read is on record.",
        responses: {
          200: answer("The frames", "Replay"),
          ...problems(400, 401, 403, 404, 429, 503),
        },
      },
    },
    "/v1/conversations/{conversation}/findings": {
      parameters: [conversation],
      get: {
        operationId: "readFindings",
        summary: "Why spans were cut out of the chat, or are replaced in an export; never a value.",
        responses: {
          200: answer("By message", "Findings"),
          ...problems(400, 401, 403, 404, 429, 503),
        },
      },
    },
  };
}
