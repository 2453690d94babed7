import { ArrowLeft, History, Lightbulb } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { ToggleButton, Tooltip, TooltipTrigger } from "react-aria-components";
import { createFold, createTimeline, receivedAt, type Timeline } from "../../store/timeline.ts";
import { useActions, useText } from "../console-context.tsx";
import { Stream } from "../conversation/stream.tsx";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { FindingsContext } from "./findings-context.ts";
import { FrameList } from "./frame-list.tsx";
import { TimeLine } from "./time-line.tsx";
import { useFindings } from "./use-findings.ts";
import { useReplay } from "./use-replay.ts";

/** A conversation again, at any moment of it, beside exactly the frames that its agent got. */
export function ReplayView({ conversation }: { readonly conversation: string }): ReactNode {
  const text = useText();
  const { setView } = useActions();
  const replay = useReplay(conversation);
  const findings = useFindings(conversation);
  const [explains, setExplains] = useState(true);
  return (
    <main className="pane-conversation pane-replay">
      <header className="conversation-head">
        <Button
          look="quiet"
          iconOnly
          keyHint="p"
          icon={<ArrowLeft size={16} className="flips" />}
          label={text("replay.close")}
          onPress={() => setView("chat")}
        />
        <div className="conversation-who">
          <h1>{text("replay.title")}</h1>
        </div>
        <span className="spacer" />
        {findings.state === "failed" && <p className="quiet">{text("replay.why.failed")}</p>}
        <TooltipTrigger delay={400} closeDelay={0}>
          <ToggleButton
            className="button button-plain"
            isSelected={explains && findings.state === "ready"}
            isDisabled={findings.state !== "ready"}
            onChange={setExplains}
          >
            <Lightbulb size={16} aria-hidden="true" />
            <span>{text("replay.why")}</span>
          </ToggleButton>
          <Tooltip className="tooltip tooltip-text" offset={6}>
            {text("replay.why.help")}
          </Tooltip>
        </TooltipTrigger>
      </header>
      {replay.state === "loading" && (
        <p className="conversation-loading" aria-busy="true">
          {text("replay.loading")}
        </p>
      )}
      {replay.state === "failed" && (
        <Empty
          icon={<History size={20} />}
          title={text("replay.failed")}
          action={<Button label={text("replay.again")} onPress={replay.again} />}
        />
      )}
      {replay.state === "ready" && replay.entries.length === 0 && (
        <Empty icon={<History size={20} />} title={text("replay.empty")} />
      )}
      {replay.state === "ready" && replay.entries.length > 0 && (
        <FindingsContext value={explains && findings.state === "ready" ? findings.byMessage : null}>
          <Player conversation={conversation} entries={replay.entries} />
        </FindingsContext>
      )}
    </main>
  );
}

function Player({
  conversation,
  entries,
}: {
  readonly conversation: string;
  readonly entries: Timeline["entries"];
}): ReactNode {
  const timeline = useMemo(() => createTimeline(entries), [entries]);
  const [place, setPlace] = useState(timeline.length);
  const count = receivedAt(timeline, place);
  const fold = useMemo(() => createFold(conversation, timeline), [conversation, timeline]);
  const then = useMemo(() => fold(count), [fold, count]);
  return (
    <>
      <TimeLine timeline={timeline} place={place} onPlace={setPlace} count={count} />
      <div className="replay-panes">
        <Stream conversation={then} still />
        <FrameList timeline={timeline} count={count} onPick={setPlace} />
      </div>
    </>
  );
}
