import type { ReactNode } from "react";
import { Switch } from "react-aria-components";
import { COMMANDS } from "../../commands/commands.ts";
import { isSupervisor } from "../../commands/state-questions.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { KeyHint } from "../parts/key-hint.tsx";

const GROUPS = ["go", "conversation", "capture", "console"] as const;

/** Every key, and the switch that turns the single ones off. */
export function KeysSheet(): ReactNode {
  const text = useText();
  const { setPreferences } = useActions();
  const all = useConsoleState(isSupervisor);
  const singleKeys = useConsoleState((state) => state.preferences.singleKeys);
  return (
    <Dialog title={text("keys.title")} size="large">
      <div className="keys">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{text(`keys.group.${group}`)}</h3>
            <dl>
              {COMMANDS.filter(
                (one) => one.group === group && one.key !== null && (all || one.id !== "incidents"),
              ).map((one) => (
                <Line key={one.id} name={text(one.label)} of={one.key ?? ""} />
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{text("keys.composer")}</h3>
          <dl>
            <Line name={text("keys.composer.send")} of="Enter" />
            <Line name={text("keys.composer.line")} of="Shift Enter" />
            <Line name={text("keys.composer.menu")} of="/" />
            <Line name={text("keys.composer.slash")} of="//" />
            <Line name={text("keys.composer.leave")} of="Esc" />
          </dl>
        </section>
      </div>
      <Switch
        className="switch"
        isSelected={singleKeys}
        onChange={(value) => setPreferences({ singleKeys: value })}
      >
        <span className="switch-track" />
        <span>
          {text("keys.single")}
          <span className="field-help">{text("keys.single.help")}</span>
        </span>
      </Switch>
    </Dialog>
  );
}

function Line({ name, of }: { readonly name: string; readonly of: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <KeyHint of={of} />
      </dd>
    </div>
  );
}
