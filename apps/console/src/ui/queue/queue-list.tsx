import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Sections } from "../../store/queue.ts";
import { queueRows, type QueueRow as Row } from "../../store/queue-rows.ts";
import { useActions, useConsoleState } from "../console-context.tsx";
import { QueueRow } from "./queue-row.tsx";
import { SectionRow } from "./section-row.tsx";

/** In rem, as the words in them: a browser whose letters are larger gets taller rows. */
const ENTRY = 3.5;
const SECTION = 2;

/** Only the rows in sight are drawn; one of them can take the focus, arrows go on from there. */
export function QueueList({ sections }: { readonly sections: Sections }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const folded = useConsoleState((state) => state.folded);
  const selected = useConsoleState((state) => state.selected);
  const { selectNeighbour } = useActions();
  const rows = useMemo(() => queueRows(sections, folded), [sections, folded]);

  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rem * (rows[index]?.kind === "section" ? SECTION : ENTRY),
    getItemKey: (index) => {
      const row = rows[index];
      if (row === undefined) return index;
      return row.kind === "section" ? row.name : row.entry.conversation;
    },
    overscan: 8,
  });

  const items = virtual.getVirtualItems();
  const current = placeOf(rows, selected);
  // Where the chosen row is scrolled out of sight, the tab key finds one that is not.
  const tabStop = items.some(({ index }) => index === current)
    ? current
    : items.find(({ index }) => rows[index]?.kind === "entry")?.index;

  // Only a new choice scrolls; a queue that moves underneath does not.
  const drawn = useRef(rows);
  drawn.current = rows;
  useEffect(() => {
    const chosen = placeOf(drawn.current, selected);
    if (chosen === -1) return;
    virtual.scrollToIndex(chosen, { align: "auto" });
    if (scroller.current?.contains(document.activeElement) === true) {
      scroller.current.querySelector<HTMLElement>("[aria-current=true]")?.focus();
    }
  }, [selected, virtual]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    selectNeighbour(event.key === "ArrowDown" ? 1 : -1);
  };

  return (
    <div className="queue-scroll" ref={scroller}>
      {/* Keys bubble up from the buttons inside. */}
      <ul className="queue-list" style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
        {items.map(({ index, key, start, size }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li
              key={key}
              className="queue-item"
              style={{ insetBlockStart: start, height: size }}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
            >
              {row.kind === "section" ? (
                <SectionRow name={row.name} count={row.count} folded={folded.has(row.name)} />
              ) : (
                <QueueRow
                  entry={row.entry}
                  chosen={row.entry.conversation === selected}
                  tabStop={index === tabStop}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function placeOf(rows: readonly Row[], conversation: string | null): number {
  return rows.findIndex((row) => row.kind === "entry" && row.entry.conversation === conversation);
}
