import { quietly } from "../quietly.ts";

/** Null where the browser forbids it. */
export function storageOf(kind: "localStorage" | "sessionStorage"): Storage | null {
  return quietly(() => window[kind]) ?? null;
}

/** Which capture goes on by phone, kept for this tab. */
export function phoneMemory(storage: Storage | null, tenant: string) {
  const key = `aside.${tenant}.phone`;
  return {
    get: () => quietly(() => storage?.getItem(key)) ?? null,
    set(capture: string | null) {
      quietly(() => (capture === null ? storage?.removeItem(key) : storage?.setItem(key, capture)));
    },
  };
}
