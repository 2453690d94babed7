import type { Incident } from "@aside/protocol";
import { MessageCircleQuestionMark, Scissors, UndoDot } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useLocaleId, useText } from "../console-context.tsx";
import { formatMinute } from "../parts/format-time.ts";
import { IncidentState } from "./incident-state.tsx";
import { spellEnd, spellIncident } from "./spell-incident.ts";

interface Props {
  readonly incident: Incident;
  readonly chosen: boolean;
  readonly tabStop: boolean;
  readonly onChoose: () => void;
}

export function IncidentRow({ incident, chosen, tabStop, onChoose }: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { at, state, kind } = incident;
  return (
    <Button
      className="incident-row"
      aria-current={chosen}
      excludeFromTabOrder={!tabStop}
      onPress={onChoose}
    >
      {kind === "cut" && <Scissors size={16} aria-hidden="true" />}
      {kind === "asked" && <MessageCircleQuestionMark size={16} aria-hidden="true" />}
      {kind === "passed" && <UndoDot size={16} aria-hidden="true" />}
      <span className="incident-what">{spellIncident(incident, text, locale)}</span>
      <time className="incident-when" dateTime={new Date(at).toISOString()}>
        {formatMinute(at, locale)}
      </time>
      <span className="incident-end">{spellEnd(incident, text, locale)}</span>
      {state !== null && <IncidentState state={state} />}
    </Button>
  );
}
