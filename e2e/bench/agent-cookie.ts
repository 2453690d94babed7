import { signIn } from "../clients/agent.ts";
import type { System } from "../system/system.ts";

/** Cookie of a signed-in agent of the demo tenant. */
export async function agentCookie(system: System): Promise<string> {
  const [agent] = system.agents;
  if (agent === undefined) throw new Error("no agent is seeded");
  return signIn(system.gateway.url, agent);
}
