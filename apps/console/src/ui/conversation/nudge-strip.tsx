import { X } from "lucide-react";
import type { ReactNode } from "react";
import { spellTemplate } from "../../text/spell-template.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";

/** Nothing was sent, and there is a better way. */
export function NudgeStrip({ conversation }: { readonly conversation: string }): ReactNode {
  const text = useText();
  const { dismissNudge, openPicker } = useActions();
  const nudge = useConsoleState((state) => state.nudges.get(conversation));
  const template = useConsoleState((state) =>
    state.welcome?.templates.find((one) => one.id === nudge?.template),
  );
  if (nudge === undefined) return null;
  return (
    <div className="strip strip-nudge" role="alert">
      <p>{text(nudge.why === "card-number" ? "composer.nudge.card" : "composer.nudge.asks")}</p>
      {template !== undefined && (
        <Button
          label={
            template.id === "card"
              ? text("composer.nudge.start")
              : text("composer.nudge.start-other", {
                  title: spellTemplate(template.id, template.title, text),
                })
          }
          onPress={() => openPicker({ template: template.id })}
        />
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
