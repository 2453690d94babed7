import type { CaptureView } from "@aside/protocol";
import {
  Ban,
  CircleX,
  ClockAlert,
  CreditCard,
  FileCheck,
  IdCard,
  Landmark,
  MapPin,
  Undo2,
} from "lucide-react";
import type { ReactNode } from "react";
import { canSpeak } from "../../commands/state-questions.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useActions, useConsoleState, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { formatTime } from "../parts/format-time.ts";
import { TokenLine } from "./token-line.tsx";

const GLYPHS: Readonly<Record<string, typeof CreditCard>> = {
  card: CreditCard,
  address: MapPin,
  bank: Landmark,
  "national-id": IdCard,
};
const ENDS = { declined: Ban, cancelled: Undo2, expired: ClockAlert, failed: CircleX } as const;

interface Props {
  readonly capture: CaptureView;
  readonly at: number;
  readonly still: boolean;
}

/** What came of a capture: what was stored and its token, or what the agent can do next. */
export function ResultCard({ capture, at, still }: Props): ReactNode {
  const locale = useLocaleId();
  return (
    <section className="result-card" data-outcome={capture.status}>
      {capture.result === undefined ? (
        <NotStored capture={capture} still={still} />
      ) : (
        <Stored capture={capture} result={capture.result} />
      )}
      <time className="result-time">{formatTime(at, locale)}</time>
    </section>
  );
}

function Stored({
  capture,
  result,
}: {
  readonly capture: CaptureView;
  readonly result: NonNullable<CaptureView["result"]>;
}): ReactNode {
  const text = useText();
  const Glyph = GLYPHS[capture.template] ?? FileCheck;
  const { expMonth, expYear, display, charge } = result.metadata;
  const expires =
    expMonth === undefined || expYear === undefined
      ? null
      : `${String(expMonth).padStart(2, "0")}/${String(expYear % 100).padStart(2, "0")}`;
  return (
    <>
      <Glyph size={20} aria-hidden="true" className="result-glyph" />
      <div className="result-body">
        <h2>
          <span dir="auto">{display}</span>
          {expires !== null && (
            <span className="quiet"> · {text("result.expires", { date: expires })}</span>
          )}
          <span className="result-stored">
            {" "}
            · {text(charge ? "result.authorised" : "result.stored")}
          </span>
        </h2>
        <TokenLine token={result.token} />
      </div>
    </>
  );
}

function NotStored({
  capture,
  still,
}: {
  readonly capture: CaptureView;
  readonly still: boolean;
}): ReactNode {
  const text = useText();
  const { askAgain } = useActions();
  const possible = useConsoleState(canSpeak);
  const status =
    capture.status === "declined" || capture.status === "cancelled" || capture.status === "expired"
      ? capture.status
      : "failed";
  const Glyph = ENDS[status];
  const next =
    status === "failed"
      ? text(`result.failed.${capture.reason ?? "collector_error"}`)
      : text(`result.${status}.next`);
  return (
    <>
      <Glyph size={20} aria-hidden="true" className="result-glyph" />
      <div className="result-body">
        <h2>
          {text(`result.${status}`, {
            title: spellTemplate(capture.template, capture.title, text),
          })}
        </h2>
        <p>{next}</p>
        {!still && possible && capture.reason !== "policy_denied" && (
          <Button label={text("result.again")} onPress={() => askAgain(capture)} />
        )}
      </div>
    </>
  );
}
