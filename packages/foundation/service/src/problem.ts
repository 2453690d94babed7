import { randomUUID } from "node:crypto";
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from "express";
import * as z from "zod";
import { codeOf, isDiskFull, whereOf } from "./errors.ts";
import type { serviceEvents } from "./lifecycle.ts";
import type { Log } from "./log.ts";

/** An answer with an error status, sent as problem+json (RFC 9457). `title` is constant for a code and never holds input. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly retryAfterSeconds: number | undefined;
  readonly issues: readonly { path: string; code: string }[] | undefined;

  constructor(
    status: number,
    code: string,
    title: string,
    more: {
      retryAfterSeconds?: number;
      issues?: readonly { path: string; code: string }[];
      cause?: unknown;
    } = {},
  ) {
    super(title, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.title = title;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.issues = more.issues;
  }
}

const JSON_TYPES = ["application/json", "application/*+json"];

/** `express.json` with a cap in bytes; refuses anything but an object or an array, and a body that does not say that it is JSON. */
export function jsonBody(limitBytes: number): RequestHandler {
  const parse = express.json({ limit: limitBytes, strict: true, type: JSON_TYPES });
  return (request, response, next) => {
    // `false`: there is a body, and it is something else. `null`: there is none.
    if (request.is(JSON_TYPES) === false)
      throw new Problem(415, "not_json", "The body must be JSON: Content-Type: application/json");
    parse(request, response, next);
  };
}

/** Answers 404 as problem+json; the last route before `problemHandler`. */
export const notFound: RequestHandler = () => {
  throw new Problem(404, "not_found", "Nothing here");
};

/**
 * The only place where an error becomes an answer. What it does not know is 500 with a reference that the log has too; the client
 * never gets a message, a stack or an input.
 *
 * @param options.map turns a package's own errors into problems; `undefined` for what it does not know
 */
export function problemHandler(options: {
  log: Log<typeof serviceEvents>;
  map?: (error: unknown) => Problem | undefined;
}): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    if (isOfGone(error, response)) return;
    const known = error instanceof Problem ? error : (options.map?.(error) ?? fromParsing(error));
    const reference =
      known === undefined || known.status >= 500 ? randomUUID().replaceAll("-", "") : undefined;
    if (reference !== undefined) {
      options.log("request failed", {
        reference: `r${reference}`,
        error: codeOf(error),
        where: whereOf(error),
      });
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const problem = known ?? unknownProblem(error);
    if (problem.retryAfterSeconds !== undefined)
      response.setHeader("retry-after", String(problem.retryAfterSeconds));
    response.setHeader("cache-control", "no-store");
    response
      .status(problem.status)
      .type("application/problem+json")
      .send(
        JSON.stringify({
          type: `urn:aside:problem:${problem.code}`,
          title: problem.title,
          status: problem.status,
          code: problem.code,
          ...(problem.issues && { issues: problem.issues }),
          ...(reference && { reference: `r${reference}` }),
        }),
      );
  };
}

/** Its client went away and so ended what was done for it: nobody is answered, and nothing is wrong here. */
function isOfGone(error: unknown, { closed, writableFinished }: Response): boolean {
  return (
    closed &&
    !writableFinished &&
    ["AbortError", "ERR_STREAM_PREMATURE_CLOSE"].includes(codeOf(error))
  );
}

function unknownProblem(error: unknown): Problem {
  if (isDiskFull(error))
    return new Problem(507, "disk_full", "The server has no space left; nothing was stored");
  return new Problem(500, "internal", "Something went wrong on our side");
}

function fromParsing(error: unknown): Problem | undefined {
  if (error instanceof z.ZodError) {
    const issues = error.issues.map((issue) => ({
      path: issue.path.map(String).join("."),
      code: issue.code,
    }));
    return new Problem(400, "invalid_request", "The request does not have the expected shape", {
      issues,
    });
  }
  const type = error instanceof Error && "type" in error ? error.type : undefined;
  switch (type) {
    case "entity.too.large":
      return new Problem(413, "body_too_large", "The body is too large");
    case "entity.parse.failed":
      return new Problem(400, "invalid_json", "The body is not valid JSON");
    case "encoding.unsupported":
    case "charset.unsupported":
      return new Problem(415, "unsupported_encoding", "The encoding of the body is not supported");
    case "request.aborted":
    case "request.size.invalid":
      return new Problem(400, "incomplete_body", "The body did not arrive whole");
    default:
      break;
  }
  if (error instanceof URIError) return new Problem(400, "invalid_path", "The path is not valid");
  if (isOfClient(error)) return new Problem(400, "unreadable", "The request cannot be read");
  return undefined;
}

/** What express and its parsers blame on the request, such as a body that is not compressed as it says. */
function isOfClient(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === 400;
}
