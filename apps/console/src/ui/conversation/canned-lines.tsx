import { cannedLine, type CannedLine } from "@aside/protocol";
import { useState, type ReactNode } from "react";
import { useActions, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";

/** All that a blind agent may say; each once, until another one was sent. */
export function CannedLines({ conversation }: { readonly conversation: string }): ReactNode {
  const text = useText();
  const { sendCanned } = useActions();
  const [last, setLast] = useState<CannedLine | null>(null);
  const send = async (line: CannedLine): Promise<void> => {
    setLast(line);
    if (!(await sendCanned(conversation, line))) setLast(null);
  };
  return (
    <footer className="foot foot-canned" aria-label={text("canned.label")}>
      <p>{text("canned.why")}</p>
      <div className="canned">
        {cannedLine.options.map((line) => (
          <Button
            key={line}
            label={text(`canned.${line}`)}
            isDisabled={line === last}
            onPress={() => void send(line)}
          />
        ))}
      </div>
    </footer>
  );
}
