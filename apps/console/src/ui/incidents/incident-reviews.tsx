import type { Incident, IncidentReview, ReviewState } from "@aside/protocol";
import { useState, type ReactNode } from "react";
import { Label, TextArea, TextField } from "react-aria-components";
import { useConsole, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { formatMoment } from "../parts/format-time.ts";
import { IncidentState } from "./incident-state.tsx";

interface Props {
  readonly incident: Incident;
  readonly onReviewed: (incident: Incident) => void;
}

const NEXT: Readonly<Record<ReviewState, readonly ReviewState[]>> = {
  open: ["acknowledged", "resolved"],
  acknowledged: ["resolved", "open"],
  resolved: ["open"],
};
const MOST = 500;

/** Who said when how it stands, and the way to say so. Nothing that was said is ever changed. */
export function IncidentReviews({ incident, onReviewed }: Props): ReactNode {
  const text = useText();
  const { api } = useConsole().ports;
  const [note, setNote] = useState("");
  const [progress, setProgress] = useState<"none" | "busy" | "done" | "failed">("none");
  const { state, reviews } = incident;
  if (state === null) return null;
  const say = async (wanted: ReviewState): Promise<void> => {
    setProgress("busy");
    const wish = { state: wanted, ...(note.trim() === "" ? {} : { note: note.trim() }) };
    try {
      onReviewed(await api.reviewIncident(incident, wish));
      setNote("");
      setProgress("done");
    } catch {
      setProgress("failed");
    }
  };
  return (
    <div className="incident-reviews">
      <h3>{text("incident.reviews")}</h3>
      {reviews.length === 0 ? (
        <p className="quiet">{text("incident.reviews.none")}</p>
      ) : (
        <ol>
          {reviews.map((one) => (
            <Review key={`${one.at} ${one.state}`} review={one} />
          ))}
        </ol>
      )}
      <TextField className="field" value={note} onChange={setNote} maxLength={MOST}>
        <Label>
          {text("incident.note")}
          <span className="field-hint"> · {text("capture.amount.optional")}</span>
        </Label>
        <TextArea className="input" rows={2} dir="auto" />
      </TextField>
      <div className="incident-verbs">
        {NEXT[state].map((wanted) => (
          <Button
            key={wanted}
            look={wanted === "resolved" ? "primary" : "plain"}
            label={text(`incident.say.${wanted}`)}
            isDisabled={progress === "busy"}
            onPress={() => void say(wanted)}
          />
        ))}
      </div>
      <p role="status" className={progress === "failed" ? "field-error" : "visually-hidden"}>
        {progress === "failed" && text("incident.say.failed")}
        {progress === "done" && text(`incident.state.${state}`)}
      </p>
    </div>
  );
}

function Review({ review }: { readonly review: IncidentReview }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { by, at, note, state } = review;
  const who =
    by.kind === "agent"
      ? by.name
      : by.kind === "api"
        ? text("incident.who.api", { key: by.key })
        : text("incident.who.operator");
  return (
    <li>
      <p>
        <IncidentState state={state} />
        <span className="quiet">
          {who} · {formatMoment(at, locale)}
        </span>
      </p>
      {note !== null && <p dir="auto">{note}</p>}
    </li>
  );
}
