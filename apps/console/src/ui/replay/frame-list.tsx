import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import type { Timeline } from "../../store/timeline.ts";
import { useText } from "../console-context.tsx";
import { rangeWithEnd } from "../parts/range-with-end.ts";
import { FrameCard } from "./frame-card.tsx";

/** The height of the smallest card. */
const LEAST = 50;

interface Props {
  readonly timeline: Timeline;
  readonly count: number;
  readonly onPick: (place: number) => void;
}

/** What the agent's console was sent up to now, frame by frame; choosing one goes to its moment. */
export function FrameList({ timeline, count, onPick }: Props): ReactNode {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, places } = timeline;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    overscan: 6,
    rangeExtractor: (range) =>
      rangeWithEnd(range, Math.ceil((scroller.current?.clientHeight ?? 0) / LEAST)),
  });
  useLayoutEffect(() => {
    if (count > 0) virtual.scrollToIndex(count - 1, { align: "end" });
  }, [count, virtual]);
  return (
    <section className="frames" aria-label={text("replay.received")}>
      <header>
        <h2>{text("replay.received")}</h2>
        <span className="quiet figures">
          {text("replay.received.count", { count, total: entries.length })}
        </span>
      </header>
      <div className="frames-scroll" ref={scroller} tabIndex={0}>
        <ol style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const entry = entries[index];
            if (entry === undefined) return null;
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                style={{ insetBlockStart: start }}
              >
                <FrameCard
                  entry={entry}
                  latest={index === count - 1}
                  onPick={() => onPick(places[index] ?? 0)}
                />
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}
