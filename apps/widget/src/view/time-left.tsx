import { Clock } from "lucide-react";
import { useEffect, useState } from "react";
import { countdown, minutesAndSeconds } from "../core/countdown.ts";
import { useWidget } from "./widget-context.ts";

/** What is left of the time, once it grows short; read out a few times, not each second. */
export function TimeLeft({ deadline, skew }: { deadline: number; skew: number }) {
  const { words } = useWidget();
  const [now, setNow] = useState(Date.now);
  const { seconds, shown, spoken } = countdown(deadline, now, skew);
  const [said, setSaid] = useState("");

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);

  const line = spoken ? words.secondsLeft(seconds) : said;
  if (line !== said) setSaid(line);

  return (
    <>
      {shown && (
        <p className="time" aria-hidden="true">
          <Clock size={16} />
          <bdi>{words.timeLeft(minutesAndSeconds(seconds))}</bdi>
        </p>
      )}
      <p className="unseen" aria-live="polite">
        {shown ? said : ""}
      </p>
    </>
  );
}
