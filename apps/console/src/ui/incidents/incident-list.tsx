import type { Incident } from "@aside/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { incidentKey } from "../../store/incident-query.ts";
import { useText } from "../console-context.tsx";
import { IncidentRow } from "./incident-row.tsx";

interface Props {
  readonly list: readonly Incident[];
  readonly more: boolean;
  readonly chosen: string | null;
  readonly onChoose: (incident: Incident) => void;
  /** The last rows come into sight. */
  readonly onEnd: () => void;
}

/** Of a row on a wide window; on a narrow one it grows with its words. */
const HEIGHT = 64;
const NEAR_END = 20;

/** Only the rows in sight are drawn; one of them can take the focus, arrows go on from there. */
export function IncidentList({ list, more, chosen, onChoose, onEnd }: Props): ReactNode {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const current = list.findIndex((one) => incidentKey(one) === chosen);
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const ends = more && last >= list.length - NEAR_END;
  const wanted = useRef(onEnd);
  wanted.current = onEnd;
  useEffect(() => {
    if (ends) wanted.current();
  }, [ends, list.length]);
  useEffect(() => {
    if (current === -1) return;
    virtual.scrollToIndex(current, { align: "auto" });
    if (scroller.current?.contains(document.activeElement) === true)
      scroller.current.querySelector<HTMLElement>("[aria-current=true]")?.focus();
  }, [current, virtual]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const next = list[current + (event.key === "ArrowDown" ? 1 : -1)];
    if (next !== undefined) onChoose(next);
  };
  return (
    <div className="incident-scroll" ref={scroller}>
      <ul
        className="incident-list"
        aria-label={text("incidents.title")}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {items.map(({ index, start }) => {
          const incident = list[index];
          if (incident === undefined) return null;
          return (
            <li
              key={incidentKey(incident)}
              ref={virtual.measureElement}
              data-index={index}
              style={{ insetBlockStart: start }}
              aria-posinset={index + 1}
              aria-setsize={more ? -1 : list.length}
            >
              <IncidentRow
                incident={incident}
                chosen={index === current}
                tabStop={index === Math.max(current, 0)}
                onChoose={() => onChoose(incident)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
