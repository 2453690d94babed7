import type { Socket } from "socket.io-client";
import type * as z from "zod";

/** What a socket received so far, parsed, and a way to wait for something in it. Nothing sleeps. */
export interface Inbox<T> {
  all(): T[];
  /** The first message, past or future, for which `pick` gives something. */
  first<R>(pick: (message: T) => R | null, what: string, milliseconds?: number): Promise<R>;
}

export function createInbox<T>(socket: Socket, event: string, schema: z.ZodType<T>): Inbox<T> {
  const received: T[] = [];
  const waiting = new Set<() => void>();
  let failure: Error | null = null;
  const wake = () => {
    for (const look of waiting) look();
  };
  socket.on(event, (...frames: unknown[]) => {
    for (const raw of frames) received.push(schema.parse(raw));
    wake();
  });
  socket.on("connect_error", (error) => {
    failure = error;
    wake();
  });
  return {
    all: () => received,
    first: (pick, what, milliseconds = 15_000) =>
      new Promise((resolve, reject) => {
        let seen = 0;
        const done = () => {
          waiting.delete(look);
          clearTimeout(timer);
        };
        const look = () => {
          for (; seen < received.length; seen += 1) {
            const message = received[seen];
            const picked = message === undefined ? null : pick(message);
            if (picked === null) continue;
            done();
            return resolve(picked);
          }
          if (failure !== null) {
            done();
            reject(failure);
          }
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${what} did not come within ${milliseconds} ms`));
        }, milliseconds);
        waiting.add(look);
        look();
      }),
  };
}
