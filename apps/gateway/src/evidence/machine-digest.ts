import { conversationMachine } from "@aside/session";
import { sha256 } from "@aside/service";

/** SHA-256, hex, over the conversation machine's states, transitions, guards and actions: names one behaviour. */
export function machineDigest(): string {
  const text = JSON.stringify(conversationMachine.toJSON());
  return Buffer.from(sha256(Buffer.from(text))).toString("hex");
}
