import { createServer, type IncomingMessage } from "node:http";

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Answer {
  status: number;
  body: unknown;
}

/** A key service on loopback: what it is asked is kept, and what it says can be changed for the next requests. */
export async function startFakeService(answer: (asked: Asked) => Answer) {
  const asked: Asked[] = [];
  const failures: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      asked.push(one);
      const { status, body } = failures.shift() ?? answer(one);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    /** Answers the next requests with this. */
    fail(status: number, body: unknown, times = 1) {
      for (let time = 0; time < times; time += 1) failures.push({ status, body });
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type FakeService = Awaited<ReturnType<typeof startFakeService>>;
