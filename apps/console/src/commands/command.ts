import type { Console } from "../actions/create-console.ts";
import type { ConsoleState } from "../store/state.ts";
import type { MessageKey, Params } from "../text/keys.ts";

/** Something an agent can do, wherever it is offered: key, palette, button. */
export interface Command {
  readonly id: string;
  readonly label: MessageKey;
  readonly params?: Params;
  readonly group: "go" | "conversation" | "capture" | "console";
  /** `j`, `?`, or with the platform's command key `mod+k`. None: palette only. */
  readonly key: string | null;
  /** Whether it makes sense now. */
  when(state: ConsoleState): boolean;
  run(console: Console): void;
}
