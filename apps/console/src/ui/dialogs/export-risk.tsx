import type { RiskReport, UtilityReport } from "@aside/protocol";
import type { ReactNode } from "react";
import { useLocaleId, useText } from "../console-context.tsx";
import { BarPlot } from "../parts/bar-plot.tsx";
import { spellType } from "../../text/spell-type.ts";

interface Props {
  readonly risk: RiskReport;
  readonly utility: UtilityReport;
}

/** How likely somebody could be known again, what was done about it, and what the replacement cost. */
export function ExportRisk({ risk, utility }: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const share = (part: number, whole: number) => percent.format(whole === 0 ? 1 : part / whole);
  const withheld = Object.entries(risk.withheld);
  const withheldCount = withheld.reduce((sum, [, count]) => sum + count, 0);
  const changed = risk.generalised.coarser + risk.generalised.kinds + withheldCount;
  const residuals = Object.entries(risk.residuals).map(
    ([kind, count]) => [`residual.${kind}`, count] as const,
  );
  const facts = [...Object.entries(risk.facts), ...residuals];
  return (
    <div className="risk" tabIndex={0} role="group" aria-label={text("export.tab.risk")}>
      <p>
        {text("risk.intro", { k: risk.k, threshold: percent.format(risk.threshold) })}{" "}
        {changed === 0
          ? text("risk.none")
          : text("risk.done", { ...risk.generalised, withheld: withheldCount })}
      </p>
      {withheld.length > 0 && (
        <p className="export-classes">
          <span className="quiet">{text("risk.withheld")}</span>
          {withheld.map(([reason, count]) => (
            <span key={reason} className="chip">
              {spellType(reason, text)} <b>{number.format(count)}</b>
            </span>
          ))}
        </p>
      )}
      <div className="plots">
        <BarPlot
          title={text("risk.scores")}
          axis={text("risk.score")}
          series={[text("risk.before"), text("risk.after")]}
          bars={risk.scores.map(({ from, to, before, after }) => ({
            label: percent.format(from),
            name: `${percent.format(from)} – ${percent.format(to)}`,
            values: [before, after],
          }))}
          format={(value) => number.format(value)}
        />
        <BarPlot
          title={text("risk.sizes")}
          axis={text("risk.size")}
          series={[text("risk.conversations")]}
          bars={risk.sizes.map(({ from, to, conversations }) => ({
            label: labelOf(from, to),
            values: [conversations],
          }))}
          format={(value) => number.format(value)}
        />
      </div>
      {facts.length > 0 && (
        <p className="export-classes">
          <span className="quiet">{text("risk.facts")}</span>
          {facts.map(([name, count]) => (
            <span key={name} className="chip">
              {spellType(name, text)} <b>{number.format(count)}</b>
            </span>
          ))}
        </p>
      )}
      <p className="quiet">
        {text("risk.utility", {
          changed: share(utility.changedTokens, utility.tokens),
          acts: share(utility.actsKept, utility.changedTurns),
          intents: share(utility.intentsKept, utility.changedTurns),
        })}
      </p>
    </div>
  );
}

/** `0` is nothing known, `3–4` three or four, `51+` 51 or more. */
function labelOf(from: number, to: number | null): string {
  if (to === null) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}
