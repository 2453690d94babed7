/** Sends to one connection, the frames of a tick together. */
export interface Gathering<F> {
  emit(frame: F): void;
  /** Sends what waits: before an answer, which must not overtake the frames it follows. */
  flush(): void;
}

/** So many leave at once: who gets them works on the first while the rest of a batch is still being delivered. */
const MOST = 32;

/**
 * Lets the frames that a connection gets in one tick leave in one packet or few, in their order: a batch of the journal brings a console with many
 * conversations many of them, and a packet costs the server more than a message does.
 */
export function gatherFrames<F>(send: (frames: readonly F[]) => void): Gathering<F> {
  let waiting: F[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const frames = waiting;
    waiting = [];
    send(frames);
  };
  return {
    emit(frame) {
      const count = waiting.push(frame);
      if (count === MOST) flush();
      else if (count === 1) process.nextTick(flush);
    },
    flush,
  };
}
