import { quietly } from "../quietly.ts";

/** What is kept between pages. Where the browser refuses (private windows, blocked storage) nothing is kept. */
export type Saved = {
  session(): string | null;
  setSession(session: string | null): void;
  readUpTo(conversation: string): number;
  setReadUpTo(conversation: string, seq: number): void;
  name(): string | null;
  setName(name: string): void;
  /** The tenant's colour, for the launcher before the chat is loaded. */
  setColour(colour: string): void;
};

export function savedIn(storage: Storage | null, tenant: string): Saved {
  const read = (key: string) => quietly(() => storage?.getItem(`aside.${tenant}.${key}`)) ?? null;
  const write = (key: string, value: string | null) =>
    quietly(() =>
      value === null
        ? storage?.removeItem(`aside.${tenant}.${key}`)
        : storage?.setItem(`aside.${tenant}.${key}`, value),
    );
  return {
    session: () => read("session"),
    setSession: (session) => write("session", session),
    readUpTo(conversation) {
      const [of, seq] = (read("read") ?? "").split(" ");
      return of === conversation ? Number(seq) || 0 : 0;
    },
    setReadUpTo: (conversation, seq) => write("read", `${conversation} ${seq}`),
    name: () => read("name"),
    setName: (name) => write("name", name),
    setColour: (colour) => write("colour", colour),
  };
}
