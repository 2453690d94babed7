import { WebSocket } from "ws";

/**
 * A socket.io client of a few lines: Engine.IO 4 framing by hand over `ws`, so that the load generator costs little
 * beside the server it measures. https://socket.io/docs/v4/socket-io-protocol/
 */
export interface Wire {
  emit(event: string, body: unknown, acknowledged: (reply: unknown) => void): void;
  on(event: string, heard: (body: unknown) => void): void;
  close(): void;
}

export function connectWire(
  url: string,
  namespace: string,
  auth: unknown,
  headers: Record<string, string>,
): Promise<Wire> {
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    {
      headers,
      perMessageDeflate: false,
    },
  );
  const prefix = `${namespace},`;
  const acknowledgements = new Map<number, (reply: unknown) => void>();
  const listeners = new Map<string, (body: unknown) => void>();
  /** The server's first frames can come in the same tick as the connection. */
  const unheard = new Map<string, unknown[]>();
  let next = 0;
  const wire: Wire = {
    emit(event, body, acknowledged) {
      next += 1;
      acknowledgements.set(next, acknowledged);
      socket.send(`42${prefix}${next}${JSON.stringify([event, body])}`);
    },
    on(event, heard) {
      listeners.set(event, heard);
      for (const early of unheard.get(event) ?? []) heard(early);
      unheard.delete(event);
    },
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const text = String(data);
      if (text === "2") return socket.send("3");
      if (text.startsWith("0")) return socket.send(`40${prefix}${JSON.stringify(auth)}`);
      if (text.startsWith(`40${prefix}`)) return resolve(wire);
      if (text.startsWith("44")) return reject(new Error(text));
      const body = text.slice(2 + prefix.length);
      if (text.startsWith("42")) {
        const [event, ...payloads]: [string, ...unknown[]] = JSON.parse(body);
        const listener = listeners.get(event);
        if (listener !== undefined) for (const payload of payloads) listener(payload);
        else unheard.set(event, [...(unheard.get(event) ?? []), ...payloads]);
      } else if (text.startsWith("43")) {
        const at = body.indexOf("[");
        const id = Number(body.slice(0, at));
        acknowledgements.get(id)?.(JSON.parse(body.slice(at))[0]);
        acknowledgements.delete(id);
      }
    });
  });
}
