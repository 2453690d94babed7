/** One line on stderr that is rewritten in place on a terminal, and written once a few seconds elsewhere. */
export interface Progress {
  update(done: { readonly bytes: number; readonly conversations: number }): void;
  end(line: string): void;
}

export function createProgress(
  total: number,
  now: () => number = Date.now,
  err: NodeJS.WriteStream = process.stderr,
): Progress {
  const started = now();
  const every = err.isTTY ? 100 : 5_000;
  let last = started;
  return {
    update({ bytes, conversations }) {
      if (now() - last < every) return;
      last = now();
      const line = progressLine({ bytes, conversations, total, seconds: (last - started) / 1_000 });
      err.write(err.isTTY ? `\r\u001B[K${line}` : `${line}\n`);
    },
    end(line) {
      err.write(err.isTTY ? `\r\u001B[K${line}\n` : `${line}\n`);
    },
  };
}

export function progressLine(at: {
  bytes: number;
  conversations: number;
  total: number;
  seconds: number;
}): string {
  const megabytes = at.bytes / 1_000_000;
  const rate = at.seconds > 0 ? megabytes / at.seconds : 0;
  const share = at.total > 0 ? at.conversations / at.total : 1;
  const left =
    share > 0 && share < 1 ? `, ${Math.ceil((at.seconds * (1 - share)) / share)} s left` : "";
  return `${at.conversations}/${at.total} conversations, ${megabytes.toFixed(1)} MB, ${rate.toFixed(1)} MB/s${left}`;
}
