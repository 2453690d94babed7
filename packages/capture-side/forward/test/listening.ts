import type { Server } from "node:net";

/** Listens on a free port of loopback. Returns the origin. */
export async function ready(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}
