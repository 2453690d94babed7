import type { Connection } from "../connection/connection.ts";
import type { Destination } from "../destination/read-destinations.ts";
import { ForwardError } from "../errors.ts";
import { exchange } from "../exchange.ts";
import type { OpenValues } from "../port.ts";
import type { ChargePlan } from "./charge-plan.ts";
import { meaningOf, type Meaning, pathsOf } from "./meaning.ts";
import { type Facts, stepSegments } from "./step-segments.ts";

/**
 * Sends one step of a plan and says what its answer means. The same key and facts again are the same payment.
 *
 * @throws ForwardError, with `sent` where the destination may have got it; what `open` throws
 */
export async function runStep(
  name: "pay" | "finish" | "cancel",
  given: { token: string; idempotencyKey: string; facts: Facts },
  using: { destination: Destination; connection: Connection; open: OpenValues },
): Promise<Meaning> {
  const plan = planOf(using.destination);
  const step = plan[name];
  if (step === undefined) throw new ForwardError("not_allowed");
  const reference = given.facts["reference"];
  if (step.path.includes("{reference}") && reference === undefined) {
    throw new ForwardError("not_allowed");
  }
  const answer = await exchange(
    {
      method: step.method,
      path: step.path.replaceAll("{reference}", String(reference)),
      contentType: step.contentType ?? null,
      segments: stepSegments(step, given.token, given.facts),
      headers: step.headers,
      idempotencyKey: plan.repeatable ? given.idempotencyKey : null,
      paths: pathsOf(plan),
    },
    using,
  );
  return meaningOf(plan, answer);
}

function planOf({ charge }: Destination): ChargePlan {
  if (charge === undefined) throw new ForwardError("not_allowed");
  return charge;
}
