import { verify, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type Callback, callbackMessage } from "@aside/protocol";

/** A gateway that only hears: it checks each callback's signature and can be told to refuse. */
export async function startGateway() {
  const heard: { id: string; body: Callback }[] = [];
  const waiting = new Set<() => void>();
  let refuse = 0;
  /** Taken of the next message: the first this many, no more. */
  let takes = Number.POSITIVE_INFINITY;
  const messages: string[][] = [];
  /** The next answer waits for it. */
  let held: Promise<void> | null = null;
  let keys: KeyObject[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const id = String(request.headers["webhook-id"]);
      const signed = `${id}.${String(request.headers["webhook-timestamp"])}.${body}`;
      const signature = String(request.headers["webhook-signature"]).replace(/^v1a,/, "");
      const good = keys.some((key) =>
        verify(null, Buffer.from(signed), key, Buffer.from(signature, "base64")),
      );
      // The witness of the audit log is told here too, and has no part in what a test has refused.
      const isCallback = request.url === "/v1/callbacks";
      const refused = isCallback && refuse > 0;
      const status = refused ? 503 : good && isCallback ? 204 : 401;
      if (refused) refuse -= 1;
      if (status !== 204) response.writeHead(status).end();
      else {
        const { callbacks } = callbackMessage.parse(JSON.parse(body));
        const taken = callbacks.slice(0, takes);
        takes = Number.POSITIVE_INFINITY;
        messages.push(callbacks.map((each) => each.id));
        for (const each of taken) heard.push({ id: each.id, body: each.callback });
        const all = taken.length === callbacks.length;
        const answer = () =>
          all
            ? response.writeHead(204).end()
            : response.end(JSON.stringify({ taken: taken.map((each) => each.id) }));
        if (held === null) answer();
        else void held.then(answer);
        held = null;
      }
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    /** Of each message that was signed as it should be: the ids it carried. */
    messages,
    takeOfNext(count: number) {
      takes = count;
    },
    trust(key: KeyObject) {
      keys = [key];
    },
    refuseNext(count: number) {
      refuse = count;
    },
    /** @returns a function that lets the next answer go */
    holdNext() {
      let release = () => {};
      held = new Promise((resolve) => (release = resolve));
      return () => release();
    },
    /** What it heard of a capture, as a gateway counts it: each id once. */
    of: (capture: string) =>
      [...new Map(heard.toReversed().map((each) => [each.id, each.body])).values()]
        .toReversed()
        .filter((each) => each.capture === capture),
    /** Resolves once `holds` does; asked after each request that arrives. */
    until: (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!holds()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
