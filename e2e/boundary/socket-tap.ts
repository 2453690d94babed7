import type { Page } from "@playwright/test";
import type { Socket } from "socket.io-client";
import type { Sink } from "./search.ts";

/** Every byte that reached a page's websockets from now on. Call before the page opens them. */
export function tapPage(name: string, page: Page): () => Sink {
  const frames: Buffer[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => frames.push(Buffer.from(payload)));
  });
  return () => ({ name, bytes: Buffer.concat(frames) });
}

/** The same of a socket without a browser. */
export function tapSocket(name: string, socket: Socket): () => Sink {
  const packets: Buffer[] = [];
  socket.io.engine.on("packet", ({ data }: { data?: string | Buffer }) => {
    if (data !== undefined) packets.push(Buffer.from(data));
  });
  return () => ({ name, bytes: Buffer.concat(packets) });
}
