/** One line on stderr that is rewritten in place on a terminal, and written once a few seconds elsewhere. */
export interface Progress {
  /** `done`: UTF-16 units of transcript text that went into the file. */
  update(at: { readonly bytes: number; readonly done: number }): void;
  say(line: string): void;
  end(line: string): void;
}

export function createProgress(
  { conversations, length }: { readonly conversations: number; readonly length: number },
  now: () => number = Date.now,
  err: NodeJS.WriteStream = process.stderr,
): Progress {
  const started = now();
  const every = err.isTTY ? 500 : 5_000;
  let last = started;
  const line = (text: string) => err.write(err.isTTY ? `\r\u001B[K${text}\n` : `${text}\n`);
  return {
    update({ bytes, done }) {
      if (now() - last < every) return;
      last = now();
      const seconds = (last - started) / 1_000;
      const text = progressLine({ bytes, done, conversations, length, seconds });
      err.write(err.isTTY ? `\r\u001B[K${text}` : `${text}\n`);
    },
    say: line,
    end: line,
  };
}

/** The same while the conversations are looked at, before anything is written. */
export function createCounting(
  now: () => number = Date.now,
  err: NodeJS.WriteStream = process.stderr,
): { update(at: { readonly looked: number; readonly total: number }): void; end(): void } {
  const started = now();
  const every = err.isTTY ? 500 : 5_000;
  let last = started - every;
  return {
    update({ looked, total }) {
      if (now() - last < every) return;
      last = now();
      const text = countingLine({ looked, total, seconds: (last - started) / 1_000 });
      err.write(err.isTTY ? `\r\u001B[K${text}` : `${text}\n`);
    },
    end: () => void (err.isTTY && err.write("\r\u001B[K")),
  };
}

export function countingLine(at: { looked: number; total: number; seconds: number }): string {
  const { looked, total, seconds } = at;
  const left =
    looked > 0 && looked < total && seconds >= 1
      ? `, ${spell(Math.ceil((seconds * (total - looked)) / looked))} left`
      : "";
  return `looking at the conversations: ${looked} of ${total}${left}`;
}

export function progressLine(at: {
  bytes: number;
  done: number;
  conversations: number;
  length: number;
  seconds: number;
}): string {
  const megabytes = at.bytes / 1_000_000;
  const rate = at.seconds > 0 ? megabytes / at.seconds : 0;
  const share = at.length > 0 ? Math.min(1, at.done / at.length) : 1;
  const left =
    share > 0 && share < 1 ? `, ${spell(Math.ceil((at.seconds * (1 - share)) / share))} left` : "";
  return `${Math.floor(share * 100)} % of ${at.conversations} conversations, ${megabytes.toFixed(1)} MB, ${rate.toFixed(1)} MB/s${left}`;
}

function spell(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
