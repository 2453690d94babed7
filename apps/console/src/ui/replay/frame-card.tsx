import type { ConsoleEntry } from "@aside/protocol";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { frameRows } from "../../store/frame-rows.ts";
import { useLocaleId } from "../console-context.tsx";
import { formatSecond } from "../parts/format-time.ts";

interface Props {
  readonly entry: ConsoleEntry;
  readonly latest: boolean;
  readonly onPick: () => void;
}

export function FrameCard({ entry, latest, onPick }: Props): ReactNode {
  const locale = useLocaleId();
  const shielded =
    entry.frame.type === "capture" ||
    (entry.frame.type === "phase" && entry.frame.phase === "capture");
  return (
    <div className="frame" data-latest={latest} data-shield={shielded}>
      <Button className="frame-head" onPress={onPick}>
        <span className="figures quiet">{entry.seq}</span>
        <b>{entry.frame.type}</b>
        <time className="figures quiet">{formatSecond(entry.at, locale)}</time>
      </Button>
      <dl dir="ltr">
        {frameRows(entry.frame).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
