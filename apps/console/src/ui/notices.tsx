import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useActions, useConsoleState, useText } from "./console-context.tsx";
import { Button } from "./parts/button.tsx";

/** What went wrong with something the agent did, in words that say what to do. */
export function Notices(): ReactNode {
  const notices = useConsoleState((state) => state.notices);
  const { dismissNotice } = useActions();
  const text = useText();
  return (
    <div className="notices" role="status">
      {notices.map((one) => (
        <div key={one.id} className={`notice notice-${one.tone}`}>
          <p>{text(one.key, one.params)}</p>
          <Button
            look="quiet"
            iconOnly
            icon={<X size={16} />}
            label={text("notice.close")}
            onPress={() => dismissNotice(one.id)}
          />
        </div>
      ))}
    </div>
  );
}
