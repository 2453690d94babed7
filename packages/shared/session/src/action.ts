import type { ConsoleFrame, WidgetFrame } from "@aside/protocol";
import type { Intent } from "./context.ts";

/** What a step asks the gateway to do once the journal has the event. Plain data; the machine itself does nothing. */
export type Action =
  | { readonly type: "to agent"; readonly frame: ConsoleFrame }
  | { readonly type: "to customer"; readonly frame: WidgetFrame }
  | { readonly type: "detach observers"; readonly observers: readonly string[] }
  | { readonly type: "cut observers"; readonly observers: readonly string[] }
  | { readonly type: "register capture" }
  | { readonly type: "void capture"; readonly intent: Intent | "failed" }
  | { readonly type: "extend capture"; readonly deadline: number }
  | { readonly type: "announce end" };

export type ActionType = Action["type"];
