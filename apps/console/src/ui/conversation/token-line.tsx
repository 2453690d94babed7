import { Check, Copy, Eye } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";

/**
 * The token behind a button, and where a custodian asks to see what it stands for, on a page that is not ours; where the browser does not let us copy, the whole of it to do so by hand.
 */
export function TokenLine({ token }: { readonly token: string }): ReactNode {
  const text = useText();
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const reveal = useConsoleState(({ session }) =>
    session.state === "signed-in" ? session.tenant.reveal : undefined,
  );
  const copy = (): void => {
    navigator.clipboard.writeText(token).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  return (
    <div className="token-line">
      <code>{state === "failed" ? token : `${token.slice(0, 12)}…${token.slice(-5)}`}</code>
      <Button
        look="quiet"
        icon={state === "copied" ? <Check size={14} /> : <Copy size={14} />}
        label={text(state === "copied" ? "result.copied" : "result.copy")}
        onPress={copy}
      />
      {reveal !== undefined && (
        <a
          className="button button-quiet"
          href={`${reveal}#${new URLSearchParams({ token }).toString()}`}
          target="_blank"
          rel="noreferrer"
        >
          <Eye size={14} aria-hidden="true" />
          <span>{text("result.reveal")}</span>
        </a>
      )}
      {state === "failed" && <p role="alert">{text("result.copy.failed")}</p>}
    </div>
  );
}
