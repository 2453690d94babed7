/** Who can do something about an error. */
export type Who = "customer" | "agent" | "operator" | "bug";

const who = {
  wrong_settings: "operator",
  port_in_use: "operator",
  port_not_allowed: "operator",
  address_unknown: "operator",
  folder_locked: "operator",
  folder_unusable: "operator",
  disk_full: "operator",
  start_timeout: "operator",
  event_unknown: "bug",
} as const satisfies Record<string, Who>;

export type ServiceErrorCode = keyof typeof who;

/** What can go wrong while a server process starts, runs and stops. The message says what to do; it holds no stack and no value. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: ServiceErrorCode;
  readonly who: Who;

  constructor(code: ServiceErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.who = who[code];
  }
}

/**
 * The code of any error: its `code` when it is a short word (`EADDRINUSE`, `23505`, `folder_locked`), else its cause's (`fetch` says only there
 * why), else its class name; `disk_full` when a disk, a quota or PostgreSQL's disk is. Never the message: a driver's message may hold a row's values.
 */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = wordIn(error) ?? wordIn(error.cause);
  if (code !== null) return NO_SPACE.has(code) ? "disk_full" : code;
  return /^[A-Za-z0-9_]{1,40}$/.test(error.name) ? error.name : "Error";
}

function wordIn(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Za-z0-9_]{1,40}$/.test(code) ? code : null;
}

/** The first frames of an error's stack, without its message: also of one with lines that look like frames. */
export function whereOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return "";
  const { stack, message } = error;
  // One that got its message after it was made begins with its name alone.
  const said = /^\w+\n/.test(stack) ? "" : message;
  const at = stack.indexOf(said);
  // Of one whose message was changed since, nobody knows where the frames begin.
  if (at < 0) return "";
  const frames = stack
    .slice(at + said.length)
    .split("\n")
    .filter((line) => FRAME.test(line));
  return frames
    .slice(0, 6)
    .map((line) => line.trim().replace(/^at /, ""))
    .join(" < ");
}

/** `at name (file:///place.ts:1:2)`, `at async node:events:1:2`. */
const FRAME = /^\s+at (?:.* \()?(?:file:|node:|\/|[A-Za-z]:\\|<anonymous>|native|index )/;

/** True when the error says that a disk, a quota or PostgreSQL's disk is full. */
export function isDiskFull(error: unknown): boolean {
  return codeOf(error) === "disk_full";
}

const NO_SPACE: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "53100"]);
