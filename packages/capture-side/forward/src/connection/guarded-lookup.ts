import { lookup as systemLookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { ForwardError } from "../errors.ts";
import { mayConnectTo } from "./public-address.ts";

export type Resolve = (host: string) => Promise<LookupAddress[]>;

/**
 * The connection's own lookup: what is checked here is what is connected to, so that no second answer can differ. One address that is
 * not allowed refuses them all.
 */
export function guardedLookup(
  networks: readonly string[],
  resolve: Resolve = resolveAll,
): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (addresses) => {
        const allowed = addresses.every(({ address }) => mayConnectTo(address, networks));
        const [first] = addresses;
        if (first === undefined || !allowed) done(new ForwardError("address_refused"), "", 0);
        else if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error: Error) => done(error, "", 0),
    );
  };
}

function resolveAll(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    );
  });
}
