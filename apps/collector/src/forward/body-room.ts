/** Bytes of bodies that are in memory at once. */
export interface BodyRoom {
  /**
   * Takes room for a body before a byte of it is read.
   *
   * @param bytes what its sender says, or the most that it may have
   * @returns gives the room back, once; null where there is none
   */
  take(tenant: string, bytes: number): (() => void) | null;
}

/** @param options.total bytes of all tenants together; 64 MB when absent. One tenant alone gets `each`; 16 MB when absent */
export function createBodyRoom(options: { total?: number; each?: number } = {}): BodyRoom {
  const { total = 64_000_000, each = 16_000_000 } = options;
  const taken = new Map<string, number>();
  let all = 0;
  const add = (tenant: string, bytes: number) => {
    all += bytes;
    const own = (taken.get(tenant) ?? 0) + bytes;
    if (own > 0) taken.set(tenant, own);
    else taken.delete(tenant);
  };
  return {
    take(tenant, bytes) {
      if (all + bytes > total || (taken.get(tenant) ?? 0) + bytes > each) return null;
      add(tenant, bytes);
      let given = false;
      return () => {
        if (!given) add(tenant, -bytes);
        given = true;
      };
    },
  };
}
