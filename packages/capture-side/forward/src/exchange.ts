import { type Answer, reduceAnswer } from "./answer/answer.ts";
import { createValueFinder } from "./answer/value-finder.ts";
import type { Connection } from "./connection/connection.ts";
import type { BodyType } from "./destination/destination.ts";
import type { Destination } from "./destination/read-destinations.ts";
import type { OpenValues } from "./port.ts";
import { fillBody } from "./request/fill.ts";
import type { Segment } from "./request/segment.ts";

/** One request to a destination, its values not yet in it. */
export interface Outgoing {
  method: string;
  path: string;
  contentType: BodyType | null;
  segments: readonly Segment[];
  headers: Readonly<Record<string, string>>;
  idempotencyKey: string | null;
  /** Allow-listed parts of the answer. */
  paths: readonly string[];
}

/**
 * Opens the values, sends, and gives back what is let through. Whatever happens, no value and no raw answer is left in memory of ours.
 *
 * @throws ForwardError; what `open` throws
 */
export async function exchange(outgoing: Outgoing, using: Exchanging): Promise<Answer> {
  const leave = using.connection.enter();
  try {
    return await withValues(outgoing, using);
  } finally {
    leave();
  }
}

interface Exchanging {
  destination: Destination;
  connection: Connection;
  open: OpenValues;
}

async function withValues(outgoing: Outgoing, using: Exchanging): Promise<Answer> {
  const { destination, connection, open } = using;
  const { method, path, contentType, idempotencyKey } = outgoing;
  const filled = await fillBody(outgoing.segments, open);
  const secrets = destination.secrets.map((each) => Buffer.from(each));
  const finder = createValueFinder([...filled.inserted, ...secrets]);
  try {
    const raw = await connection.send({
      method,
      path,
      headers: {
        "user-agent": "aside",
        accept: "application/json, application/xml;q=0.9",
        "accept-encoding": "identity",
        ...outgoing.headers,
        ...(contentType !== null && { "content-type": contentType }),
        ...(idempotencyKey !== null && { [destination.idempotencyHeader]: idempotencyKey }),
        ...destination.headers,
      },
      body: contentType === null ? null : filled.bytes,
      repeatable: method !== "POST" && method !== "PATCH" ? true : idempotencyKey !== null,
    });
    return await reduceAnswer(
      raw,
      {
        headers: destination.responseHeaders,
        paths: outgoing.paths,
        mostBytes: destination.limits.answerBytes,
      },
      finder,
    );
  } finally {
    finder.wipe();
    filled.wipe();
  }
}
