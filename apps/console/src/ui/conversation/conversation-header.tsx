import {
  ArrowLeft,
  ArrowRightLeft,
  Check,
  CircleCheckBig,
  History,
  PanelRight,
  RotateCcw,
  Shield,
  UserCheck,
} from "lucide-react";
import type { ReactNode } from "react";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { Button } from "../parts/button.tsx";
import { CommandButton } from "../parts/command-button.tsx";

/** Who it is, and what can be done with the conversation as a whole. */
export function ConversationHeader({ id }: { readonly id: string }): ReactNode {
  const text = useText();
  const { setPane } = useActions();
  const entry = useConsoleState((state) => state.queue.get(id));
  const conversation = useConsoleState((state) => state.conversations.get(id));
  const customer = conversation?.customer ?? entry?.customer;
  const name = customer?.name ?? text("queue.visitor");
  const onHold = (conversation?.phase ?? entry?.phase) === "capture";
  const online = customer?.online ?? false;
  return (
    <header className="conversation-head">
      <span className="only-narrow">
        <Button
          look="quiet"
          iconOnly
          icon={<ArrowLeft size={16} className="flips" />}
          label={text("conversation.back")}
          onPress={() => setPane("queue")}
        />
      </span>
      <Avatar name={name} {...(onHold ? {} : { online })} />
      <div className="conversation-who">
        <h1 dir="auto">{name}</h1>
        {onHold ? (
          <p className="onhold">
            <Shield size={14} aria-hidden="true" /> {text("conversation.on-hold")}
          </p>
        ) : (
          <p>{text(online ? "queue.online" : "queue.offline")}</p>
        )}
      </div>
      <span className="spacer" />
      <CommandButton id="take" look="primary" icon={<UserCheck size={16} />} />
      <CommandButton id="reopen" look="plain" icon={<RotateCcw size={16} />} />
      <CommandButton id="transfer" look="quiet" iconOnly icon={<ArrowRightLeft size={16} />} />
      <CommandButton id="wrap-up" look="plain" icon={<Check size={16} />} />
      <CommandButton id="close" look="plain" icon={<CircleCheckBig size={16} />} />
      <CommandButton id="replay" look="quiet" iconOnly always icon={<History size={16} />} />
      <CommandButton
        id="context"
        look="quiet"
        iconOnly
        icon={<PanelRight size={16} className="flips" />}
      />
    </header>
  );
}
