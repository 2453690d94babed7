import type { Incident } from "@aside/protocol";
import { ArrowLeft, RefreshCw, Siren } from "lucide-react";
import { useState, type ReactNode } from "react";
import { incidentKey, isBackwards, OPEN_ONES } from "../../store/incident-query.ts";
import { useActions, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { IncidentDetail } from "./incident-detail.tsx";
import { IncidentFilters } from "./incident-filters.tsx";
import { IncidentList } from "./incident-list.tsx";
import { useIncidents, type Incidents } from "./use-incidents.ts";

/** Values that came into the chat where they must not be: which, where, what was done, and who has looked after it. */
export function IncidentsView(): ReactNode {
  const text = useText();
  const { setPage } = useActions();
  const [filter, setFilter] = useState(OPEN_ONES);
  const [chosen, setChosen] = useState<string | null>(null);
  const wrong = isBackwards(filter);
  const { incidents, again, loadMore, replace } = useIncidents(wrong ? null : filter);
  const shown = shownOf(incidents, chosen);
  return (
    <main className="pane-incidents" data-detail={shown === null ? "closed" : "open"}>
      <header className="conversation-head">
        <Button
          look="quiet"
          iconOnly
          keyHint="a"
          icon={<ArrowLeft size={16} className="flips" />}
          label={text("incidents.close")}
          onPress={() => setPage("desk")}
        />
        <div className="conversation-who">
          <h1>{text("incidents.title")}</h1>
        </div>
        <span className="spacer" />
        <Button
          look="quiet"
          iconOnly
          icon={<RefreshCw size={16} />}
          label={text("incidents.refresh")}
          onPress={again}
        />
      </header>
      <div className="incidents-panes">
        <section className="incidents-all" aria-label={text("incidents.title")}>
          <IncidentFilters filter={filter} wrong={wrong} onChange={setFilter} />
          {incidents.state === "loading" && (
            <p className="conversation-loading" aria-busy="true">
              {text("incidents.loading")}
            </p>
          )}
          {incidents.state === "failed" && (
            <Empty
              icon={<Siren size={20} />}
              title={text("incidents.failed")}
              action={<Button label={text("incidents.again")} onPress={again} />}
            />
          )}
          {incidents.state === "ready" && incidents.list.length === 0 && (
            <Empty icon={<Siren size={20} />} title={text("incidents.empty.title")}>
              {text("incidents.empty.text")}
            </Empty>
          )}
          {incidents.state === "ready" && incidents.list.length > 0 && (
            <IncidentList
              list={incidents.list}
              more={incidents.more}
              chosen={chosen}
              onChoose={(one) => setChosen(incidentKey(one))}
              onEnd={loadMore}
            />
          )}
        </section>
        {shown === null ? (
          <section className="incident-none">
            <p className="quiet">{text("incidents.choose")}</p>
          </section>
        ) : (
          <IncidentDetail
            key={incidentKey(shown)}
            incident={shown}
            onReviewed={replace}
            onClose={() => setChosen(null)}
          />
        )}
      </div>
    </main>
  );
}

function shownOf(incidents: Incidents, chosen: string | null): Incident | null {
  if (incidents.state !== "ready" || chosen === null) return null;
  return incidents.list.find((one) => incidentKey(one) === chosen) ?? null;
}
