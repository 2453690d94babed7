import { pino, type DestinationStream } from "pino";

/**
 * What a field may hold: `id` a short token, `number` a finite number, `code` an error's code, `where` stack frames without the
 * message, or one word of a closed list. There is no kind for free text.
 */
export type FieldKind = "id" | "number" | "code" | "where" | readonly string[];

export type Level = "debug" | "info" | "warn" | "error" | "fatal";

/** An event; `help`, of a warning or an error: what it means, and what the operator can do. */
export interface LogEvent {
  readonly level: Level;
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly help?: string;
}

export type LogEvents = Readonly<Record<string, LogEvent>>;

type FieldValue<K> = K extends "number" ? number : K extends readonly (infer W)[] ? W : string;

export type EventFields<E extends LogEvents, N extends keyof E> = {
  readonly [F in keyof E[N]["fields"]]?: FieldValue<E[N]["fields"][F]> | undefined;
};

/** Writes one event of the closed union; fields it does not declare do not compile and, at run time, are dropped. */
export type Log<E extends LogEvents> = <N extends keyof E & string>(
  event: N,
  fields?: EventFields<E, N>,
) => void;

/**
 * A log that can only say what it declared: JSON lines of ids, numbers and closed words.
 *
 * @param options.name the process, `gateway` or `collector`
 * @param options.level the least level written; `silent` for none
 * @param options.events every event that may be written
 * @param options.destination where lines go; stdout when absent
 * @example const log = createLog({ name: 'gateway', level: 'info', events: { 'capture ended': { level: 'info', fields: { capture: 'id' } } } })
 */
export function createLog<const E extends LogEvents>(options: {
  name: string;
  level: Level | "silent";
  events: E;
  destination?: DestinationStream;
}): Log<E> {
  const settings = {
    name: options.name,
    level: options.level,
    base: { pid: process.pid, name: options.name },
  };
  const stdout = options.destination === undefined ? openStdout() : undefined;
  const out = pino(settings, options.destination ?? stdout);
  return (event, fields) => {
    const declared = Object.hasOwn(options.events, event) ? options.events[event] : undefined;
    if (declared === undefined) return;
    out[declared.level](allowedOf(declared.fields, fields ?? {}), event);
    if (declared.level !== "debug" && declared.level !== "info") stdout?.flush();
  };
}

/**
 * Lines of a tenth of a second go out together, a warning or an error at once with those before it. What is left is written when the process
 * exits; SIGKILL may cost the last. While they cannot be written, on a full disk, the process goes on: a megabyte of lines waits until they
 * can, what is said beyond that is lost, and at the exit all of it, since sonic-boom would then try without end.
 */
function openStdout() {
  const stdout = pino.destination({
    dest: 1,
    sync: false,
    minLength: 4_096,
    maxLength: 1_048_576,
    periodicFlush: 100,
  });
  let failing = false;
  stdout.on("error", () => (failing = true));
  stdout.on("write", () => (failing = false));
  const flushSync = stdout.flushSync.bind(stdout);
  stdout.flushSync = () => {
    if (!failing) flushSync();
  };
  return stdout;
}

/** A log that writes nothing, for tests and tools. */
export const silentLog = (): void => undefined;

function allowedOf(
  kinds: Readonly<Record<string, FieldKind>>,
  fields: Readonly<Record<string, unknown>>,
) {
  const allowed: Record<string, string | number> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined) continue;
    allowed[name] = isAllowed(kind, value) ? value : "[refused]";
  }
  return allowed;
}

function isAllowed(kind: FieldKind, value: unknown): value is string | number {
  if (kind === "number") return typeof value === "number" && Number.isFinite(value);
  if (typeof value !== "string") return false;
  if (kind === "code") return /^[A-Za-z0-9_.-]{1,64}$/.test(value) && !looksLikeNumber(value);
  if (kind === "where") return value.length <= 2000 && !value.includes("\n");
  // A token of letters, digits and marks; never a run of digits as long as a card number.
  if (kind === "id") return /^[A-Za-z0-9_:.-]{1,128}$/.test(value) && !looksLikeNumber(value);
  return kind.includes(value);
}

function looksLikeNumber(value: string): boolean {
  return /(?:\d[-_.:]?){12}/.test(value);
}
