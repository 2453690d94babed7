import { InvalidArgumentError } from "commander";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A day or a time in ISO 8601, as the gateway takes it.
 *
 * @throws InvalidArgumentError
 */
export function dayOrTime(value: string): string {
  if (DAY.test(value) && isThere(value)) return value;
  const at = Date.parse(value);
  if (TIME.test(value) && isThere(value.slice(0, 10)) && !Number.isNaN(at))
    return new Date(at).toISOString();
  throw new InvalidArgumentError("A date such as 2026-11-22 or 2026-11-22T08:00:00Z.");
}

/** `Date.parse` takes 30 February for 2 March. */
function isThere(day: string): boolean {
  const at = Date.parse(day);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
