import { WITNESS_PATH } from "@aside/protocol";
import { Problem } from "@aside/service";
import express, { type Router } from "express";
import * as z from "zod";
import type { Gateway } from "../gateway.ts";
import { refusalsNoted } from "../ingress/callbacks.ts";
import type { RestAccess } from "../ingress/rest-access.ts";
import type { Witness } from "./witness.ts";

const query = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });

/** The collector tells how its audit logs stand; a tenant's server reads what was told. */
export function witnessRoutes(gateway: Gateway, witness: Witness, access: RestAccess): Router {
  const router = express.Router();
  const noteRefusal = refusalsNoted(gateway);
  const raw = express.raw({ limit: 65_536, type: () => true });
  router.post(WITNESS_PATH, raw, async (request, response) => {
    const body: unknown = request.body;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const verdict = await gateway.collector.verifyLetter(request.headers, bytes);
    if (!verdict.ok) {
      noteRefusal(verdict.why);
      const status = { no_keys: 503, malformed: 400, too_old_or_new: 401, signature: 401 };
      throw new Problem(status[verdict.why], verdict.why, "This letter is not taken");
    }
    response.json(await witness.take(verdict.letter));
  });
  router.get(WITNESS_PATH, async (request, response) => {
    const tenant = await access.server(request);
    const { after } = query.parse({ ...request.query });
    response.setHeader("cache-control", "no-store");
    response.json(await witness.checkpoints(tenant, after));
  });
  return router;
}
