import { memo, type ReactNode } from "react";
import type { Timeline } from "../../store/timeline.ts";

/** Messages as ticks, captures as a band between their fences. Decoration: the list of frames says the same in words. */
export const TimeLineMarks = memo(function TimeLineMarks({
  timeline,
}: {
  readonly timeline: Timeline;
}): ReactNode {
  const share = (place: number): string => `${(place / timeline.length) * 100}%`;
  return (
    <div className="timeline-marks" aria-hidden="true">
      {timeline.shields.map(({ from, to }) => (
        <span
          key={from}
          className="timeline-shield"
          style={{
            insetInlineStart: share(from),
            width: share(Math.max(to - from, timeline.length * 0.004)),
          }}
        />
      ))}
      {timeline.marks.map(({ place, kind }, index) => (
        <span
          key={index}
          className="timeline-mark"
          data-kind={kind}
          style={{ insetInlineStart: share(place) }}
        />
      ))}
    </div>
  );
});
