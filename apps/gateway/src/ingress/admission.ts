import type { Request, RequestHandler } from "express";

/** Who calls, looked at before a byte of the body is read: put `admit` before the handler that reads it, and ask `of` after. */
export interface Admission<T> {
  readonly admit: RequestHandler;
  of(request: Request): T;
}

/** @param who says who calls, or throws the problem that is the answer */
export function admission<T>(who: (request: Request) => Promise<T>): Admission<T> {
  const admitted = new WeakMap<Request, { readonly caller: T }>();
  return {
    async admit(request, _response, next) {
      admitted.set(request, { caller: await who(request) });
      next();
    },
    of(request) {
      const known = admitted.get(request);
      if (known === undefined) throw new Error("nobody was admitted");
      return known.caller;
    },
  };
}
