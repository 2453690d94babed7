import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ready } from "./listening.ts";
import { destinationSchema } from "../src/destination/destination.ts";
import type { Destination } from "../src/destination/read-destinations.ts";
import type { OpenValues } from "../src/port.ts";

export const TOKEN = "tok_abcdefgh_0123456789abcdefghjkmnpqrs_xy";
export const PAN = "4111111111111111";
export const VALUES: Readonly<Record<string, string>> = {
  "card.pan": PAN,
  "card.holder": "Zoë Canary",
  "card.exp": "12/2034",
  "card.cvv": "987",
  odd: `a"b\\c&d<e>'f+g=h%i`,
};

export interface Heard {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A payment provider on loopback that answers as it is told, and keeps what it heard. */
export async function startProvider(answer: (request: Heard, response: ServerResponse) => void) {
  const heard: Heard[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      heard.push(one);
      answer(one, response);
    });
  });
  const origin = await ready(server);
  return {
    origin,
    heard,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function destinationAt(origin: string, more: object = {}): Destination {
  const config = destinationSchema.parse({
    id: "psp",
    tenants: ["demo"],
    origin,
    networks: ["127.0.0.0/8"],
    routes: [
      {
        method: "POST",
        path: "/pay",
        contentType: "application/json",
        insert: [
          { at: "/card/number", fields: ["card.pan"] },
          { at: "/card/code", fields: ["card.cvv"] },
          { at: "/card/holder", fields: ["card.holder"] },
        ],
        answer: ["/id", "/message", "/list/*/text"],
      },
    ],
    responseHeaders: ["request-id", "x-echo"],
    ...more,
  });
  return { ...config, headers: {}, secrets: [], authorities: undefined };
}

/** The values of one record; what was opened is kept, so that a test sees that it was wiped. */
export function openValues() {
  const opened: Uint8Array[] = [];
  const open: OpenValues = async (names) =>
    names.map(({ field }) => {
      const bytes = new Uint8Array(Buffer.from(VALUES[field] ?? ""));
      opened.push(bytes);
      return { expose: () => bytes, wipe: () => void bytes.fill(0) };
    });
  return { open, opened };
}

export function payment(card: Record<string, unknown> = {}) {
  return {
    method: "POST",
    path: "/pay",
    headers: { "content-type": "application/json" },
    body: Buffer.from(
      JSON.stringify({
        amount: 4200,
        card: {
          number: `{{${TOKEN}.card.pan}}`,
          code: `{{${TOKEN}.card.cvv}}`,
          holder: `{{${TOKEN}.card.holder}}`,
          ...card,
        },
      }),
    ),
  };
}
