import { quietly } from "../quietly.ts";

/** What the loader itself remembers: whether the chat was open in this tab, and what the chat left in the browser. Nothing where that refuses. */
export function tabMemory(tenant: string) {
  const key = (name: string) => `aside.${tenant}.${name}`;
  return {
    open: () => quietly(() => sessionStorage.getItem(key("open"))) === "1",
    setOpen: (open: boolean) =>
      quietly(() => sessionStorage.setItem(key("open"), open ? "1" : "0")),
    session: () => quietly(() => localStorage.getItem(key("session"))) ?? null,
    colour: () => quietly(() => localStorage.getItem(key("colour"))) ?? null,
  };
}
