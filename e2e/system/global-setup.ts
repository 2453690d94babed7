import { makeReadyCluster } from "@aside/postgres/ready-cluster";
import { makeReadyKeys } from "./ready-keys.ts";

/** Before all journeys: what each system would make for itself. @returns removes it */
export default async function makeReady(): Promise<() => Promise<void>> {
  const removals = await Promise.all([makeReadyCluster(), makeReadyKeys()]);
  return async () => {
    for (const remove of removals) await remove();
  };
}
