import type { Incident } from "@aside/protocol";
import { ArrowLeft, History } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { isNarrow } from "../../commands/window-size.ts";
import { spellType } from "../../text/spell-type.ts";
import { useActions, useConsoleState, useLocaleId, useText } from "../console-context.tsx";
import { Fact } from "../context/fact.tsx";
import { Button } from "../parts/button.tsx";
import { formatMoment } from "../parts/format-time.ts";
import { IncidentReviews } from "./incident-reviews.tsx";
import { IncidentState } from "./incident-state.tsx";
import { spellEnd, spellIncident } from "./spell-incident.ts";

interface Props {
  readonly incident: Incident;
  readonly onReviewed: (incident: Incident) => void;
  /** On a narrow window, back to the list. */
  readonly onClose: () => void;
}

/** One incident: what is known of it, the way to its conversation, and what people said of it. Never the value. */
export function IncidentDetail({ incident, onReviewed, onClose }: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { openReplay } = useActions();
  const nameOf = useAgentNames();
  const heading = useRef<HTMLHeadingElement>(null);
  const { at, by, found, purged, keptUntil, told, became, state, conversation } = incident;
  const waits = became === null && keptUntil !== null;
  useEffect(() => {
    // Where the list is out of sight the focus would be lost with it.
    if (isNarrow()) heading.current?.focus();
  }, []);
  return (
    <section className="incident-detail" aria-labelledby="incident-title">
      <div className="incident-title">
        <span className="only-narrow">
          <Button
            look="quiet"
            iconOnly
            icon={<ArrowLeft size={16} className="flips" />}
            label={text("incidents.back")}
            onPress={onClose}
          />
        </span>
        <h2 id="incident-title" ref={heading} tabIndex={-1}>
          {spellIncident(incident, text, locale)}
        </h2>
        {state !== null && <IncidentState state={state} />}
      </div>
      <dl className="facts">
        <Fact name={text("incident.when")}>{formatMoment(at, locale)}</Fact>
        <Fact name={text("incident.by")}>{text(`incident.by.${by}`)}</Fact>
        {found.length > 0 && (
          <Fact name={text("incident.found")}>
            <ul className="incident-found">
              {found.map(({ type, length }, index) => (
                <li key={index}>
                  {text("incident.found.one", { type: spellType(type, text), count: length })}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {purged.length > 0 && (
          <Fact name={text("incident.purged")}>
            {text("incident.purged.count", { count: purged.length })}
          </Fact>
        )}
        <Fact name={text("incident.end")}>
          {spellEnd(incident, text, locale)}
          {became !== null && <span className="quiet"> · {formatMoment(became.at, locale)}</span>}
          {waits && <span className="quiet"> · {text("incident.sealed")}</span>}
        </Fact>
        <Fact name={text("incident.told")}>
          {told.length === 0
            ? text("incident.told.nobody")
            : told.map((one) => nameOf(one)).join(", ")}
        </Fact>
        <Fact name={text("incident.conversation")}>
          <code className="incident-id" dir="ltr">
            {conversation}
          </code>
        </Fact>
      </dl>
      <Button
        icon={<History size={16} aria-hidden="true" />}
        label={text("incident.replay")}
        onPress={() => openReplay(conversation)}
      />
      <IncidentReviews incident={incident} onReviewed={onReviewed} />
    </section>
  );
}

/** An agent's name by id; one who is not known here any more by the id. */
function useAgentNames(): (id: string) => string {
  const text = useText();
  const agents = useConsoleState((state) => state.welcome?.agents);
  return (id) =>
    id === "customer"
      ? text("incident.by.customer")
      : (agents?.find((one) => one.id === id)?.name ?? id);
}
