import type { ReactNode } from "react";
import { commandById } from "../../commands/commands.ts";
import { useConsole, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "./button.tsx";

interface Props {
  readonly id: string;
  readonly icon: ReactNode;
  readonly iconOnly?: boolean;
  readonly look?: "plain" | "quiet" | "primary" | "danger";
  /** Drawn even while it makes no sense, but disabled. */
  readonly always?: boolean;
}

/** A command as a button: its label, its key on hover, and there only when it makes sense. */
export function CommandButton({ id, always = false, ...rest }: Props): ReactNode {
  const command = commandById(id);
  const console = useConsole();
  const text = useText();
  const possible = useConsoleState(command.when);
  if (!possible && !always) return null;
  return (
    <Button
      {...rest}
      label={text(command.label)}
      keyHint={command.key}
      isDisabled={!possible}
      onPress={() => command.run(console)}
    />
  );
}
