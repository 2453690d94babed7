import { Command as CommandIcon, Download, Keyboard, Siren } from "lucide-react";
import type { ReactNode } from "react";
import { current } from "../commands/state-questions.ts";
import { useConsoleState, useText } from "./console-context.tsx";
import { CommandButton } from "./parts/command-button.tsx";
import { Wordmark } from "./parts/wordmark.tsx";
import { UserMenu } from "./user-menu.tsx";

/** Whose console it is, whether it is connected, and the way to everything else. */
export function TopBar(): ReactNode {
  const session = useConsoleState((state) => state.session);
  if (session.state !== "signed-in") return null;
  return (
    <header className="topbar">
      <Wordmark />
      <span className="topbar-tenant">
        <span dir="auto">{session.tenant.name}</span>
      </span>
      <LinkState />
      <span className="spacer" />
      <CommandButton id="palette" look="quiet" iconOnly icon={<CommandIcon size={16} />} />
      <CommandButton id="incidents" look="quiet" iconOnly icon={<Siren size={16} />} />
      <CommandButton id="export" look="quiet" iconOnly icon={<Download size={16} />} />
      <CommandButton id="keys" look="quiet" iconOnly icon={<Keyboard size={16} />} />
      <UserMenu me={session.me} />
    </header>
  );
}

function LinkState(): ReactNode {
  const link = useConsoleState((state) => state.link);
  const captures = useConsoleState((state) => current(state)?.phase === "capture");
  const text = useText();
  return (
    <span className="linkstate" role="status" data-link={link}>
      {link === "connecting" && text("link.connecting")}
      {link === "offline" && text(captures ? "link.offline.capture" : "link.offline")}
    </span>
  );
}
