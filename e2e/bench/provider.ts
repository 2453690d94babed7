import { createServer } from "node:http";

/** A provider as the forwarding bench needs it: takes a payment and answers at once, in a process of its own as a provider is. */
const server = createServer((incoming, response) => {
  incoming.resume();
  incoming.on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end('{"id":"pay_1","status":"authorised"}');
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
