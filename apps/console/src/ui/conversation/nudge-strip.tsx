import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { Nudge } from "../../store/state.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";

/** Nothing was sent, and there is a better way. */
export function NudgeStrip({ conversation }: { readonly conversation: string }): ReactNode {
  const text = useText();
  const { dismissNudge } = useActions();
  const nudge = useConsoleState((state) => state.nudges.get(conversation));
  if (nudge === undefined) return null;
  return (
    <div className="strip strip-nudge" role="alert">
      <p>{text(WHY[nudge.why], nudge.why === "no-command" ? { command: nudge.command } : {})}</p>
      {nudge.why === "no-command" ? (
        nudge.nearest !== null && <Nearest conversation={conversation} command={nudge.nearest} />
      ) : (
        <Form template={nudge.template} />
      )}
      <Button
        look="quiet"
        iconOnly
        icon={<X size={16} />}
        label={text("composer.nudge.dismiss")}
        onPress={() => dismissNudge(conversation)}
      />
    </div>
  );
}

const WHY = {
  "card-number": "composer.nudge.card",
  "asks-for-value": "composer.nudge.asks",
  "no-command": "composer.nudge.no-command",
} as const satisfies Record<Nudge["why"], string>;

interface NearestProps {
  readonly conversation: string;
  readonly command: string;
}

function Nearest({ conversation, command }: NearestProps): ReactNode {
  const text = useText();
  const { amendCommand } = useActions();
  return (
    <Button
      label={text("composer.nudge.nearest", { command })}
      onPress={() => amendCommand(conversation, command)}
    />
  );
}

function Form({ template }: { readonly template: string | null }): ReactNode {
  const text = useText();
  const { openPicker } = useActions();
  const found = useConsoleState((state) =>
    state.welcome?.templates.find((one) => one.id === template),
  );
  if (found === undefined) return null;
  return (
    <Button
      label={
        found.id === "card"
          ? text("composer.nudge.start")
          : text("composer.nudge.start-other", {
              title: spellTemplate(found.id, found.title, text),
            })
      }
      onPress={() => openPicker({ template: found.id })}
    />
  );
}
