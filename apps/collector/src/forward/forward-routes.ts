import type { IncomingMessage, ServerResponse } from "node:http";
import { createRateLimiter, networkOf } from "@aside/service";
import type { Collector } from "../collector.ts";
import { readBody } from "../http/read-body.ts";
import { createBodyRoom } from "./body-room.ts";
import type { OpenDestination } from "./destinations.ts";
import { type ForwardRefusal, refusalOf, refusalOfError } from "./forward-refusal.ts";
import { answered, type ForwardReply, refused, writeReply } from "./forward-reply.ts";
import { handOver } from "./hand-over.ts";
import { type ForwardCall, sendFor } from "./send-for.ts";

const BODY_LIMIT = 1_000_000;
const PATH = /^\/v1\/forward\/([^/?]*)(.*)$/;

/** Answers a forward; rejects with a `Refusal` where the request itself cannot be read or admitted. */
type Forwarding = (response: ServerResponse) => Promise<void>;

/**
 * `POST /v1/forward/{destination}{path}`, in the method and with the path that the destination has: for a tenant's own servers. What comes
 * back has the destination's status and the header `Aside-Answer: destination`; without that header it is a refusal of ours.
 *
 * @returns what answers a request, found by its path alone; null for a request of something else
 */
export function forwardRoutes(options: {
  collector: Collector;
  /** Where a request comes from, if so many may come from there. @throws Refusal `too_many` */
  admitted: (request: IncomingMessage) => string | undefined;
  /** Of every answer. */
  headers: Readonly<Record<string, string>>;
}): (request: IncomingMessage) => Forwarding | null {
  const { collector, admitted } = options;
  const { now, destinations, keyCheck, wrongKeys } = collector;
  const perTenant = createRateLimiter({ burst: 200, perSecond: 100, now });
  const room = createBodyRoom();
  // Names in lower case, as an answer's are: of a header that both have, the answer's holds.
  const common = Object.fromEntries(
    Object.entries(options.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );

  /** Who asks, and for which destination. */
  const admit = async (
    request: IncomingMessage,
    destination: string,
  ): Promise<{ tenant: string; to: OpenDestination } | ForwardRefusal> => {
    const network = networkOf(admitted(request));
    if (wrongKeys.refuses(network)) return refusalOf("too_many");
    const tenant = await keyCheck(request.headers.authorization ?? "");
    if (tenant === null) {
      await wrongKeys.wrong(network);
      return refusalOf("unauthorised");
    }
    if (perTenant.take(tenant) > 0) return refusalOf("too_many");
    const to = destinations.find(tenant, destination);
    return to === null ? refusalOf("unknown_destination") : { tenant, to };
  };
  const forwardOn = async (request: IncomingMessage, named: Named, reply: Reply) => {
    // Who asks comes first: of nobody's request is a byte of the body read.
    const known = await admit(request, named.destination);
    if ("status" in known) return reply(refused(known));
    const { tenant } = known;
    const { method = "", url = "", headers } = request;
    if ((headers["content-encoding"] ?? "identity") !== "identity")
      return reply(refused(refusalOf("coded_body")));
    // A body lies in memory until its destination has answered, however slowly it came.
    const leave = room.take(
      tenant,
      Math.min(Number(headers["content-length"] ?? BODY_LIMIT), BODY_LIMIT),
    );
    if (leave === null) return reply(refused(refusalOf("too_many")));
    try {
      await answerFor(request, { ...known, path: named.path, url, method, headers }, reply);
    } finally {
      leave();
    }
  };
  const answerFor = async (request: IncomingMessage, asked: Asked, reply: Reply) => {
    const { tenant, to, ...head } = asked;
    const call: ForwardCall = { ...head, body: await readBody(request, BODY_LIMIT) };
    const began = performance.now();
    const ms = () => Math.round(performance.now() - began);
    const about = { tenant, destination: to.destination.id };
    try {
      const answer = await sendFor(tenant, call, to, collector);
      reply(answered(answer));
      collector.metrics.forwarded.add(1, { result: "answered" });
      collector.log("forwarded", { ...about, status: answer.status, ms: ms() });
    } catch (error) {
      const refusal = refusalOfError(error);
      if (refusal === null) throw error;
      const { code, sent } = refusal.body;
      const other = code === "not_found" ? await handOver(tenant, call, collector) : null;
      if (other !== null) return reply(other);
      reply(refused(refusal));
      collector.metrics.forwarded.add(1, { result: sent ? "failed" : "refused" });
      collector.log("forward failed", { ...about, error: code, ms: ms() });
    }
  };
  return (request) => {
    const [, destination, path] = PATH.exec(request.url ?? "") ?? [];
    if (destination === undefined || path === undefined) return null;
    return (response) =>
      forwardOn(request, { destination, path }, (each) => writeReply(response, each, common));
  };
}

/** A request that is admitted, without its body. */
type Asked = Omit<ForwardCall, "body"> & { tenant: string; to: OpenDestination };

interface Named {
  destination: string;
  /** What stands behind it, as it came. */
  path: string;
}

type Reply = (reply: ForwardReply) => void;
