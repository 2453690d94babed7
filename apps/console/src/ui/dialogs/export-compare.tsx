import type { PreviewConversation, PreviewTurn } from "@aside/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, type ReactNode } from "react";
import { previewRows, textParts } from "../../store/preview-rows.ts";
import { useLocaleId, useText } from "../console-context.tsx";
import { ExplainedMark } from "../parts/explained-mark.tsx";
import { formatDay } from "../parts/format-time.ts";
import { spellType } from "../../text/spell-type.ts";
import type { Translate } from "../../text/translate.ts";

interface Props {
  readonly conversations: readonly PreviewConversation[];
}

/** The first conversations, each turn as the agent saw it beside what goes into the file. Only rows in sight are drawn. */
export function ExportCompare({ conversations }: Props): ReactNode {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => previewRows(conversations), [conversations]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === "head" ? 40 : 58),
    overscan: 8,
  });
  return (
    <div className="compare" role="table" aria-label={text("export.tab.compare")}>
      <div className="compare-row compare-heads" role="row">
        <span role="columnheader">{text("export.seen")}</span>
        <span role="columnheader">{text("export.exported")}</span>
      </div>
      <div className="compare-scroll" ref={scroller} tabIndex={0} role="rowgroup">
        <div
          className="compare-rows"
          style={{ height: virtual.getTotalSize() }}
          role="presentation"
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={key}
                data-index={index}
                ref={virtual.measureElement}
                className="compare-place"
                style={{ transform: `translateY(${start}px)` }}
                role="presentation"
              >
                {row.kind === "head" ? (
                  <Head conversation={row.conversation} />
                ) : (
                  <div className="compare-row" role="row">
                    <Cell side={row.turn.seen} turn={row.turn} explained />
                    <Cell side={row.turn.exported} turn={row.turn} />
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head({ conversation }: { readonly conversation: PreviewConversation }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { score, withheld, startedAt } = conversation;
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <div className="compare-head" role="row">
      <span role="cell">{formatDay(startedAt, locale)}</span>
      <span role="cell" className={withheld === null ? "quiet" : "compare-withheld"}>
        {withheld !== null
          ? text("export.withheld", { reason: spellType(withheld, text) })
          : conversation.turns.length === 0
            ? text("queue.no-message")
            : text("export.score", {
                before: share.format(score.before),
                after: share.format(score.after),
              })}
      </span>
    </div>
  );
}

function Cell({
  side,
  turn,
  explained = false,
}: {
  readonly side: PreviewTurn["seen"];
  readonly turn: PreviewTurn;
  readonly explained?: boolean;
}): ReactNode {
  const text = useText();
  return (
    <div className="compare-cell" role="cell" data-speaker={turn.speaker}>
      <span className="compare-who">{text(`export.speaker.${turn.speaker}`)}</span>
      <div dir="auto">
        {textParts(side).map((part, index) =>
          part.type === null ? (
            part.text
          ) : explained ? (
            <ExplainedMark key={index} type={spellType(part.type, text)} why={part.why}>
              {spelled(part.text, part.type, text)}
            </ExplainedMark>
          ) : (
            <mark key={index} title={spellType(part.type, text)}>
              {part.text}
              <span className="visually-hidden"> ({spellType(part.type, text)})</span>
            </mark>
          ),
        )}
      </div>
    </div>
  );
}

/** A captured value has its class for a placeholder, `[card.pan]`, one that was cut out English words: people read their own. */
function spelled(shown: string, type: string, text: Translate): string {
  if (/^\[[\w ]+ removed\]$/.test(shown))
    return `[${text("stream.cut", { type: spellType(type, text) })}]`;
  return shown.startsWith(`[${type}`) ? shown.replace(type, spellType(type, text)) : shown;
}
