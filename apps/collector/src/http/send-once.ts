import type { ServerResponse } from "node:http";
import { finished } from "node:stream";

/**
 * Sends bytes that are to lie nowhere: they go to the socket as they are, nothing of them is a string here.
 *
 * @param wipe called once they are there, or whoever asked is gone: also where that was before there was anything to send
 */
export function sendOnce(response: ServerResponse, bytes: Uint8Array, wipe: () => void): void {
  finished(response, wipe);
  response
    .writeHead(200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(bytes.length),
    })
    .end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}
