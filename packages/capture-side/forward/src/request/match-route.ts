import { ForwardError } from "../errors.ts";
import type { Route } from "../destination/destination.ts";

const SEGMENT = /^[A-Za-z0-9_.~-]{1,200}$/;

/**
 * The route that a method and a path are of. A path is what it looks like: no escapes, no query, no empty or dotted segment.
 *
 * @param path as it came, from its first `/`
 * @throws ForwardError `not_allowed`
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Route {
  const segments = path.split("/").slice(1);
  const plain = segments.every((each) => SEGMENT.test(each) && each !== "." && each !== "..");
  const route = routes.find(
    (each) => each.method === method && fits(each.path.split("/").slice(1), segments),
  );
  if (!path.startsWith("/") || !plain || path.includes("tok_") || route === undefined) {
    throw new ForwardError("not_allowed");
  }
  return route;
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((each, index) => each === "*" || each === segments[index])
  );
}
