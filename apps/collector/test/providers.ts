import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createExpressApp } from "stripe-stateful-mock";
import * as z from "zod";

export interface Heard {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A server on loopback that keeps what it heard. `answer` gets the whole request. */
export async function startProvider(
  answer: (request: Heard, response: Parameters<RequestListener>[1]) => unknown,
) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      heard.push(one);
      void answer(one, response);
    });
  });
  const origin = await listening(server);
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { origin, heard, close };
}

/** What stripe-stateful-mock knows of cards: by token only. */
const STRIPE_TOKENS: Readonly<Record<string, string>> = {
  "4111111111111111": "tok_visa",
  "4242424242424242": "tok_visa",
  "4000000000000002": "tok_chargeDeclined",
  "4000000000009995": "tok_chargeDeclinedInsufficientFunds",
};

/** stripe-stateful-mock, which takes no raw cards: a test card becomes its token on the way in. */
export async function startStripe() {
  const inner = createServer(createExpressApp());
  const innerOrigin = await listening(inner);
  const provider = await startProvider(async ({ method, url, headers, body }, response) => {
    const form = new URLSearchParams(body);
    const token = STRIPE_TOKENS[form.get("source[number]") ?? ""];
    for (const name of [...form.keys()]) if (name.startsWith("source[")) form.delete(name);
    if (token !== undefined) form.set("source", token);
    const answer = await fetch(innerOrigin + url, {
      method,
      headers: {
        authorization: String(headers.authorization),
        "content-type": "application/x-www-form-urlencoded",
        ...(headers["idempotency-key"] && {
          "idempotency-key": String(headers["idempotency-key"]),
        }),
      },
      ...(method !== "GET" && { body: form.toString() }),
    });
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "request-id": answer.headers.get("request-id") ?? "req_none",
      "idempotent-replayed": answer.headers.get("idempotent-replayed") ?? "false",
    });
    response.end(await answer.text());
  });
  return {
    ...provider,
    async close() {
      inner.closeAllConnections();
      inner.close();
      await provider.close();
    },
  };
}

/** A connector as it is shipped, turned to a server of a test. Its secrets come from the environment, as they do for real. */
export async function connector(name: string, origin: string, more: object = {}) {
  const path = fileURLToPath(new URL(`../connectors/${name}.json`, import.meta.url));
  const file = z.object({ destinations: z.tuple([z.record(z.string(), z.json())]) });
  const [destination] = file.parse(JSON.parse(await readFile(path, "utf8"))).destinations;
  return { ...destination, origin, networks: ["127.0.0.0/8"], ...more };
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}
