import { createServer } from "node:http";
import type { Sink } from "./search.ts";

/** A tenant's server: keeps every byte that the gateway posts to it. */
export interface WebhookReceiver {
  readonly url: string;
  sink(): Sink;
  received(): number;
  stop(): Promise<void>;
}

export function startWebhookReceiver(): Promise<WebhookReceiver> {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    bodies.push(Buffer.from(JSON.stringify(request.headers)));
    request.on("data", (chunk: Buffer) => bodies.push(chunk));
    request.on("end", () => response.writeHead(204).end());
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({
        url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hooks`,
        sink: () => ({ name: "webhooks", bytes: Buffer.concat(bodies) }),
        received: () => bodies.length,
        stop: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
