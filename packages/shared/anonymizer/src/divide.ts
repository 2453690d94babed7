import { compact, pour } from "./surrogates/pour.ts";

/**
 * One replacement over the parts in which a value was sent: each part gets as many letters and digits as it had, in its
 * own grouping, the last one the rest.
 *
 * @example
 * divide("4111 1111 1111 1111", ["5555-55", "5555554444"]) // ["4111-11", "1111111111"]
 */
export function divide(replacement: string, parts: readonly string[]): string[] {
  const units = compact(replacement);
  const sizes = parts.map((part) => (/\p{Nd}/u.test(part) ? compact(part).length : SPOKEN));
  let used = 0;
  return sizes.map((size, index) => {
    const after = sizes.length - index - 1;
    const left = units.length - used;
    const take = after === 0 ? left : Math.max(1, Math.min(size, left - after));
    const own = units.slice(used, used + take);
    used += take;
    return own === "" ? units.slice(-1) : pour(own, parts[index] ?? "");
  });
}

/** A part in words is taken for a group of four. */
const SPOKEN = 4;
