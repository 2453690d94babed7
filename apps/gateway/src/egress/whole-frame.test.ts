import { once } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { afterAll, expect, test, vi } from "vitest";
import { frameWhole, type EnginePacket } from "./whole-frame.ts";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
io.engine.on("connection", (connection: { on(event: string, heard: unknown): void }) =>
  connection.on("packetCreate", frameWhole),
);
afterAll(() => io.close());

test("a client reads what was framed whole, of every length that has a head of its own, and the server writes once", async () => {
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const arrived = once(io, "connection");
  const client = connect(`http://127.0.0.1:${address.port}`, { transports: ["websocket"] });
  const [socket] = await arrived;
  const raw = socket.conn.request.socket;
  for (const text of [
    "",
    "ß",
    "a".repeat(90),
    "a".repeat(126),
    "漢😀".repeat(9_000),
    "é".repeat(40_000),
  ]) {
    const heard = new Promise((resolve) => void client.once("say", resolve));
    const write = vi.spyOn(raw, "write");
    socket.emit("say", text);
    expect(await heard).toBe(text);
    expect(write).toHaveBeenCalledTimes(1);
    write.mockRestore();
  }
  client.close();
});

test("what is no text message is left to engine.io", () => {
  for (const packet of [
    { type: "ping", options: {} },
    { type: "message", data: Buffer.from("a"), options: {} },
  ] satisfies EnginePacket[]) {
    frameWhole(packet);
    expect(packet.options).toEqual({});
  }
});
