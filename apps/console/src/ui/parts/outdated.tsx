import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "../console-context.tsx";
import { Button } from "./button.tsx";

/** What was loaded is older than what the gateway serves. */
export function Outdated(): ReactNode {
  const text = useText();
  return (
    <div className="notices outdated" role="alert">
      <div className="notice">
        <p>{text("outdated.text")}</p>
        <Button
          icon={<RefreshCw size={16} aria-hidden="true" />}
          label={text("outdated.reload")}
          onPress={() => location.reload()}
        />
      </div>
    </div>
  );
}
