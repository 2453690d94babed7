import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { codeOf, ServiceError } from "./errors.ts";

export interface Listening {
  readonly port: number;
  /** Stops accepting, lets running requests end, cuts what is left after `drainMs`. */
  close(drainMs: number): Promise<void>;
}

/** A request's head and the whole of it have to be here after so many milliseconds: nobody holds a connection by sending slowly. */
const HEAD_MS = 15_000;
const REQUEST_MS = 60_000;

/**
 * Listens, or says which setting to change.
 *
 * @param server an http server with its handlers attached
 * @param options.setting the environment variable that chose the port
 * @throws {ServiceError} `port_in_use`, `port_not_allowed`, `address_unknown`
 */
export async function listen(
  server: Server,
  options: { port: number; host: string; setting: string },
): Promise<Listening> {
  server.headersTimeout = HEAD_MS;
  server.requestTimeout = REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error) => reject(explain(error, options));
    server.once("error", failed);
    server.listen(options.port, options.host, () => {
      server.off("error", failed);
      resolve();
    });
  });
  return { port: portOf(server.address()), close: (drainMs) => close(server, drainMs) };
}

function close(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function explain(
  error: Error,
  { port, host, setting }: { port: number; host: string; setting: string },
): Error {
  const at = `${host}:${port}`;
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return new ServiceError(
        "port_in_use",
        `${at} is in use by another process: stop it, or set ${setting} to a free port`,
      );
    case "EACCES":
      return new ServiceError(
        "port_not_allowed",
        `this user may not listen on ${at}: set ${setting} to a port above 1023`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new ServiceError("address_unknown", `${host} is no address of this machine`);
    default:
      return error;
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
