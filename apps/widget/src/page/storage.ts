/** Null where the browser forbids it. */
export function storageOf(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}

/** Which capture goes on by phone, kept for this tab. */
export function phoneMemory(tenant: string) {
  const storage = storageOf("sessionStorage");
  const key = `aside.${tenant}.phone`;
  return {
    get: () => storage?.getItem(key) ?? null,
    set(capture: string | null) {
      if (capture === null) storage?.removeItem(key);
      else storage?.setItem(key, capture);
    },
  };
}
