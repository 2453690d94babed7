import { Pause, Play } from "lucide-react";
import type { ReactNode } from "react";
import {
  Slider,
  SliderThumb,
  SliderTrack,
  ToggleButton,
  ToggleButtonGroup,
} from "react-aria-components";
import type { Timeline } from "../../store/timeline.ts";
import { useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { formatSecond } from "../parts/format-time.ts";
import { TimeLineMarks } from "./time-line-marks.tsx";
import { SPEEDS, usePlayer } from "./use-player.ts";

interface Props {
  readonly timeline: Timeline;
  readonly place: number;
  readonly count: number;
  readonly onPlace: (place: number) => void;
}

/** The whole conversation from left to right: scrub, or let it run. */
export function TimeLine({ timeline, place, count, onPlace }: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const player = usePlayer(timeline.length, place, onPlace);
  const at = timeline.entries[Math.max(count - 1, 0)]?.at;
  const position = text("replay.position", {
    time: at === undefined ? "" : formatSecond(at, locale),
    count,
    total: timeline.entries.length,
  });
  return (
    <div className="timeline">
      <Button
        iconOnly
        icon={player.plays ? <Pause size={16} /> : <Play size={16} />}
        label={text(player.plays ? "replay.pause" : "replay.play")}
        onPress={player.toggle}
      />
      <Slider
        className="timeline-slider"
        aria-label={text("replay.line")}
        minValue={0}
        maxValue={timeline.length}
        step={1}
        value={place}
        onChange={(value) => {
          player.pause();
          onPlace(typeof value === "number" ? value : (value[0] ?? 0));
        }}
      >
        <SliderTrack className="timeline-track">
          <TimeLineMarks timeline={timeline} />
          <SliderThumb className="timeline-thumb" aria-valuetext={position} />
        </SliderTrack>
      </Slider>
      <ToggleButtonGroup
        className="speeds"
        aria-label={text("replay.speed")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[player.speed]}
        onSelectionChange={(keys) => {
          const speed = SPEEDS.find((one) => keys.has(one));
          if (speed !== undefined) player.setSpeed(speed);
        }}
      >
        {SPEEDS.map((speed) => (
          <ToggleButton key={speed} id={speed} className="speed">
            {speed}×
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p className="timeline-foot">
        <span>{position}</span>
        <span>{text("replay.recorded")}</span>
      </p>
    </div>
  );
}
