import express, { type Router } from "express";
import { Problem } from "./problem.ts";

/**
 * Answers 405, with the methods that there are, where one of these routers has the path and not the method (RFC 9110, 15.5.6). Comes after
 * them all; what none of them has goes on.
 */
export function refuseOtherMethods(routers: readonly Router[]): Router {
  const refusing = express.Router();
  for (const [path, methods] of methodsByPath(routers)) {
    const allowed = [...methods].toSorted().join(", ");
    refusing.all(path, (request, response, next) => {
      if (methods.has(request.method)) return next();
      response.setHeader("allow", allowed);
      throw new Problem(405, "method_not_allowed", "There is no such method here");
    });
  }
  return refusing;
}

function methodsByPath(routers: readonly Router[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { route } of routers.flatMap(({ stack }) => stack)) {
    if (route === undefined) continue;
    const methods = found.get(route.path) ?? new Set();
    found.set(route.path, methods);
    for (const { method } of route.stack) {
      methods.add(method.toUpperCase());
      if (method === "get") methods.add("HEAD");
    }
  }
  return found;
}
