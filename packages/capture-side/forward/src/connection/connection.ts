import { Pool } from "undici";
import type { Destination } from "../destination/read-destinations.ts";
import { ForwardError } from "../errors.ts";
import { askOnce, type RawAnswer } from "./ask-once.ts";
import { guardedLookup, type Resolve } from "./guarded-lookup.ts";

export interface Sending {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | null;
  /** Whether it may be sent again where no answer came: only where the destination can tell that it is the same. */
  repeatable: boolean;
}

/** Kept connections to one destination: to its own origin and name only, checked at each connecting. */
export interface Connection {
  /**
   * Begins one use of the destination. What it is to be given waits in memory in plain form: enter before anything is opened.
   *
   * @returns ends it
   * @throws ForwardError `destination_busy`
   */
  enter(): () => void;
  /** @throws ForwardError */
  send(sending: Sending): Promise<RawAnswer>;
  close(): Promise<void>;
}

const CONNECTIONS = 32;
/** Those that are being asked, and those that wait for a connection. */
const MOST_UNDER = 8 * CONNECTIONS;

export function openConnection(
  { origin, networks, authorities, limits }: Destination,
  resolve?: Resolve,
): Connection {
  const { hostname } = new URL(origin);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    maxHeaderSize: 16_384,
    headersTimeout: limits.timeoutMs,
    bodyTimeout: limits.timeoutMs,
    connect: {
      timeout: Math.min(10_000, limits.timeoutMs),
      lookup: guardedLookup(networks, resolve),
      servername: hostname,
      minVersion: "TLSv1.2",
      rejectUnauthorized: true,
      ...(authorities !== undefined && { ca: authorities }),
    },
  });
  const most = { bytes: limits.answerBytes, ms: limits.timeoutMs };
  const once = ({ method, path, headers, body }: Sending): Promise<RawAnswer> =>
    askOnce(pool, { method: methodOf(method), path, headers, body }, most);
  let under = 0;
  return {
    enter() {
      if (under === MOST_UNDER) throw new ForwardError("destination_busy");
      under += 1;
      return () => void (under -= 1);
    },
    async send(sending) {
      try {
        return await once(sending);
      } catch (error) {
        const failure = failureOf(error);
        if (!sending.repeatable || failure.code !== "provider_unreachable") throw failure;
        return await once(sending).catch((again: unknown) => {
          const second = failureOf(again);
          throw new ForwardError(second.code, { sent: failure.sent || second.sent });
        });
      }
    },
    close: () => pool.destroy(),
  };
}

const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/;

/** The cause may quote what was sent, so it is not kept. */
function failureOf(error: unknown): ForwardError {
  if (error instanceof ForwardError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code)) {
    return new ForwardError("provider_silent", { sent: true });
  }
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code.startsWith("HPE_")) {
    return new ForwardError("provider_unreadable", { sent: true });
  }
  return new ForwardError("provider_unreachable", { sent: !NOT_SENT.test(code) });
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

function methodOf(text: string): (typeof METHODS)[number] {
  const method = METHODS.find((each) => each === text);
  if (method === undefined) throw new ForwardError("not_allowed");
  return method;
}
