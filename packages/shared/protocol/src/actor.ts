import * as z from "zod";
import { agentId } from "./ids.ts";

/** Who did something that is kept on record: a person in the console, a server by the name of its API key, or whoever runs the gateway. */
export const actor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("agent"), id: agentId, name: z.string().max(80) }),
  z.strictObject({ kind: z.literal("api"), key: z.string().max(60) }),
  z.strictObject({ kind: z.literal("operator") }),
]);

export type Actor = z.infer<typeof actor>;
