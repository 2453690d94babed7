import { createHash } from "node:crypto";
import { conversationMachine } from "@aside/session";

/** Of the machine that plays a journal: the digest of its states, transitions, guards' and actions' names. */
export const MACHINE_VERSION = createHash("sha256")
  .update(JSON.stringify(conversationMachine.toJSON()))
  .digest("hex")
  .slice(0, 12);
