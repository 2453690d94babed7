import { useEffect, useRef, useState } from "react";

export const SPEEDS = [1, 4, 16] as const;
type Speed = (typeof SPEEDS)[number];

interface Player {
  readonly plays: boolean;
  readonly speed: Speed;
  toggle(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
}

/** Moves the place on, frame by frame of the screen; from the end it begins again. */
export function usePlayer(length: number, place: number, onPlace: (place: number) => void): Player {
  const [plays, setPlays] = useState(false);
  const [speed, setSpeed] = useState<Speed>(4);
  const at = useRef(place);
  at.current = place;
  useEffect(() => {
    if (!plays) return;
    let before = performance.now();
    let frame = requestAnimationFrame(function tick(now) {
      const next = Math.min(at.current + (now - before) * speed, length);
      before = now;
      onPlace(next);
      if (next >= length) setPlays(false);
      else frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [plays, speed, length, onPlace]);
  return {
    plays,
    speed,
    setSpeed,
    pause: () => setPlays(false),
    toggle: () => {
      if (!plays && place >= length) onPlace(0);
      setPlays(!plays);
    },
  };
}
