import type { Socket } from "socket.io";

/**
 * Takes out of a customer's handshake what its client wrote there. socket.io keeps it as long as the socket lives, and it may have come
 * during a capture: page, name, query and headers included.
 */
export function scrubHandshake(socket: Pick<Socket, "handshake" | "request">): void {
  const { handshake, request } = socket;
  handshake.auth = {};
  handshake.query = {};
  handshake.url = "";
  handshake.headers = {};
  request.url = "";
  request.headers = {};
  request.rawHeaders = [];
}

/** Language and region of a BCP 47 tag, nothing longer: it is kept and travels in tickets. */
export function localeOf(tag: string): string {
  return /^[a-z]{2,3}(-[A-Z]{2})?$/.test(tag) ? tag : (/^[a-z]{2,3}(?=-)/.exec(tag)?.[0] ?? "en");
}
