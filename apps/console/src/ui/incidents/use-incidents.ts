import type { Incident } from "@aside/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { incidentKey, incidentQueryOf, type IncidentFilter } from "../../store/incident-query.ts";
import { useConsole } from "../console-context.tsx";

/** `more`: there are older ones, which are asked for as they come into sight. */
export type Incidents =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "ready"; readonly list: readonly Incident[]; readonly more: boolean };

export interface IncidentsNow {
  readonly incidents: Incidents;
  /** From the latest on again. */
  again(): void;
  loadMore(): void;
  /** Puts one as it stands now in its place, also where it no longer fits the filter: a list that jumps away loses people. */
  replace(incident: Incident): void;
}

/** A tenant's incidents by a filter that makes sense; null keeps what is there. */
export function useIncidents(filter: IncidentFilter | null): IncidentsNow {
  const { api } = useConsole().ports;
  const [attempt, setAttempt] = useState(0);
  const [incidents, setIncidents] = useState<Incidents>({ state: "loading" });
  const pages = useRef<{ cursor: string | null; busy: boolean; abort: AbortController } | null>(
    null,
  );
  const fetchPage = useCallback(async (): Promise<void> => {
    const run = pages.current;
    if (filter === null || run === null || run.busy) return;
    run.busy = true;
    const query = incidentQueryOf(filter);
    const page = await api
      .incidents(run.cursor === null ? query : { ...query, cursor: run.cursor }, run.abort.signal)
      .catch(() => null);
    run.busy = false;
    if (run.abort.signal.aborted) return;
    // What is there stays where only older ones did not come: scrolling on asks again.
    if (page === null)
      return setIncidents((before) => (before.state === "ready" ? before : { state: "failed" }));
    run.cursor = page.cursor;
    setIncidents((before) => ({
      state: "ready",
      list: [...(before.state === "ready" ? before.list : []), ...page.incidents],
      more: page.cursor !== null,
    }));
  }, [api, filter]);
  useEffect(() => {
    if (filter === null) return;
    const abort = new AbortController();
    pages.current = { cursor: null, busy: false, abort };
    setIncidents({ state: "loading" });
    void fetchPage();
    return () => abort.abort();
  }, [fetchPage, filter, attempt]);
  return {
    incidents,
    again: () => setAttempt((one) => one + 1),
    loadMore: () => void fetchPage(),
    replace: (incident) =>
      setIncidents((before) =>
        before.state === "ready"
          ? {
              ...before,
              list: before.list.map((one) =>
                incidentKey(one) === incidentKey(incident) ? incident : one,
              ),
            }
          : before,
      ),
  };
}
