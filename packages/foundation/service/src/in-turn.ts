import type { RequestListener } from "node:http";

/**
 * Hangs up on a client that asks for more before it was answered (pipelining). All that lies ahead in what was received would be worked on at once, and
 * each answer kept until it is read: who sends and does not read would fill the memory. Browsers, proxies and libraries wait for the answer.
 */
export function inTurn(listener: RequestListener): RequestListener {
  return (request, response) => {
    // Of several, the answer that is to be written first has the connection, and the others have none.
    if (response.socket === null) request.socket.destroy();
    else listener(request, response);
  };
}
