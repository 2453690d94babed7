import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { runningCapture, type Conversation } from "../../store/conversation.ts";
import type { Outgoing } from "../../store/state.ts";
import { lastRead, streamRows, type StreamRow } from "../../store/stream-rows.ts";
import { useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { dayOf } from "../parts/format-time.ts";
import { rangeWithEnd } from "../parts/range-with-end.ts";
import { StreamLine } from "./stream-line.tsx";
import { Typing } from "./typing.tsx";

const NONE: readonly Outgoing[] = [];
const NEAR = 80;
/** The height of the smallest line. */
const LEAST = 28;

interface Props {
  readonly conversation: Conversation;
  /** A stream that cannot be answered: the replay's. */
  readonly still?: boolean;
}

/** The conversation's lines; only those in sight are drawn. It stays at its end until the agent scrolls away from there. */
export function Stream({ conversation, still = false }: Props): ReactNode {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const lastTop = useRef(0);
  const [away, setAway] = useState(false);
  const outgoing = useConsoleState((state) =>
    still ? NONE : (state.outgoing.get(conversation.id) ?? NONE),
  );
  const { items, readUpTo } = conversation;
  const captureRuns = runningCapture(conversation) !== null;
  const rows = useMemo(
    () => streamRows(items, outgoing, captureRuns, dayOf),
    [items, outgoing, captureRuns],
  );
  const read = useMemo(() => lastRead(items, readUpTo), [items, readUpTo]);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    paddingStart: 12,
    paddingEnd: 4,
    initialOffset: Number.MAX_SAFE_INTEGER,
    rangeExtractor: (range) => {
      const rows = Math.ceil((scroller.current?.clientHeight ?? 0) / LEAST);
      return rangeWithEnd(range, sticks.current ? rows : 0);
    },
  });
  const height = virtual.getTotalSize();

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && sticks.current) element.scrollTop = element.scrollHeight;
  }, [height, rows]);

  // A keyboard that opens, a draft of several lines, a smaller window: what stood at the end still does.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (sticks.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const onScroll = (): void => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    // Lines that turn out taller than estimated move the end away; only who scrolls back has left it.
    if (scrollHeight - scrollTop - clientHeight < NEAR) sticks.current = true;
    else if (scrollTop < lastTop.current) sticks.current = false;
    lastTop.current = scrollTop;
    setAway(!sticks.current);
  };
  const toEnd = (): void => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };
  const name = conversation.customer.name ?? text("queue.visitor");

  return (
    <div className="stream">
      <section
        className="stream-scroll"
        ref={scroller}
        onScroll={onScroll}
        aria-label={text("conversation.label", { name })}
        // A region that scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        <div className="stream-lines" style={{ height }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="stream-line"
                style={{ insetBlockStart: start }}
              >
                <StreamLine row={row} conversation={conversation} read={read} still={still} />
              </div>
            );
          })}
        </div>
        <Typing conversation={conversation} still={still} />
      </section>
      {away && (
        <div className="stream-latest">
          <Button
            icon={<ArrowDown size={16} />}
            label={text("conversation.latest")}
            onPress={toEnd}
          />
        </div>
      )}
    </div>
  );
}

/** Until it is measured. Rather too much than too little: a line may stand lower for a moment, but not in another. */
function estimate(row: StreamRow | undefined): number {
  if (row === undefined || row.kind === "day") return 48;
  if (row.kind === "capture") return 240;
  return row.first ? 72 : 40;
}
