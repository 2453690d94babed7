import type { Socket as TcpSocket } from "node:net";
import type { Socket } from "socket.io";

/** Sockets whose frames of this tick wait for its end. */
const waiting = new Set<TcpSocket>();

/**
 * Lets the frames that a connection sends in one tick leave by one write: ws makes a system call a frame, which is a fifth of what a
 * message costs. Call once a connection.
 */
export function corkFrames({ conn }: Socket): void {
  conn.on("flush", () => {
    const { socket } = conn.request;
    if (waiting.has(socket)) return;
    if (waiting.size === 0) process.nextTick(uncork);
    waiting.add(socket);
    socket.cork();
  });
}

function uncork(): void {
  for (const socket of waiting) socket.uncork();
  waiting.clear();
}
