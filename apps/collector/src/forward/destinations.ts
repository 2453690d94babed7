import {
  type Connection,
  type Destination,
  DestinationsWrong,
  openConnection,
  readDestinations,
} from "@aside/forward";
import { ServiceError } from "@aside/service";

/** A destination with its kept connections. */
export interface OpenDestination {
  destination: Destination;
  connection: Connection;
}

/** Where values may go: what the operator's file says, for as long as the process lives. Nothing else adds to it. */
export interface Destinations {
  /** Null for an unknown one and another tenant's alike. */
  find(tenant: string, id: string): OpenDestination | null;
  of(tenant: string): readonly Destination[];
  close(): Promise<void>;
}

/**
 * @param path of the file; none are there where it is empty
 * @throws ServiceError `wrong_settings` with every line that is wrong
 */
export async function openDestinations(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Destinations> {
  const production = env["NODE_ENV"] === "production";
  const read = path === "" ? [] : await readDestinations(path, { env, production }).catch(explain);
  const all = new Map(
    read.map((destination) => [
      destination.id,
      { destination, connection: openConnection(destination) },
    ]),
  );
  return {
    find(tenant, id) {
      const found = all.get(id);
      return found?.destination.tenants.includes(tenant) ? found : null;
    },
    of: (tenant) => read.filter(({ tenants }) => tenants.includes(tenant)),
    async close() {
      await Promise.all([...all.values()].map(({ connection }) => connection.close()));
    },
  };
}

function explain(error: unknown): never {
  if (!(error instanceof DestinationsWrong)) throw error;
  const lines = ["ASIDE_COLLECTOR_DESTINATIONS: the file is wrong", ...error.lines];
  throw new ServiceError("wrong_settings", lines.join("\n"));
}
