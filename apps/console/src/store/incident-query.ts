import { incidentKind, reviewState, type Incident, type IncidentQuery } from "@aside/protocol";

/** What a person chooses of a tenant's incidents; the empty text is any. Days are local ones, `2026-11-27`, both whole. */
export interface IncidentFilter {
  readonly state: string;
  readonly kind: string;
  readonly type: string;
  readonly since: string;
  readonly until: string;
}

export const OPEN_ONES: IncidentFilter = {
  state: "open",
  kind: "",
  type: "",
  since: "",
  until: "",
};

/** What incidents begin with; how they end is told with them. */
export const BEGINNINGS = incidentKind.exclude(["taken", "released", "discarded"]).options;

/** The gateway's query for a choice. */
export function incidentQueryOf(filter: IncidentFilter): Partial<IncidentQuery> {
  const { state, kind, type, since, until } = filter;
  return {
    ends: "false",
    limit: 100,
    ...(state === "" ? {} : { state: reviewState.parse(state) }),
    ...(kind === "" ? {} : { kind: incidentKind.parse(kind) }),
    ...(type === "" ? {} : { type }),
    ...(since === "" ? {} : { since: dayStart(since, 0).toISOString() }),
    ...(until === "" ? {} : { until: new Date(dayStart(until, 1).getTime() - 1).toISOString() }),
  };
}

/** An end before its beginning. */
export function isBackwards({ since, until }: IncidentFilter): boolean {
  return since !== "" && until !== "" && until < since;
}

/** Names an incident among all of a tenant's. */
export function incidentKey({ conversation, seq }: Pick<Incident, "conversation" | "seq">): string {
  return `${conversation}/${seq}`;
}

function dayStart(day: string, later: number): Date {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at;
}
