import { reviewState } from "@aside/protocol";
import type { ReactNode } from "react";
import { BEGINNINGS, type IncidentFilter } from "../../store/incident-query.ts";
import { FOUND_TYPES, spellType } from "../../text/spell-type.ts";
import { useText } from "../console-context.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";

interface Props {
  readonly filter: IncidentFilter;
  /** The end lies before the beginning. */
  readonly wrong: boolean;
  readonly onChange: (filter: IncidentFilter) => void;
}

export function IncidentFilters({ filter, wrong, onChange }: Props): ReactNode {
  const text = useText();
  const set = (change: Partial<IncidentFilter>): void => onChange({ ...filter, ...change });
  const any = { id: "", name: text("export.any") };
  return (
    <div className="incident-filters" role="search" aria-label={text("incidents.filter")}>
      <Choice
        label={text("incident.state")}
        options={[
          any,
          ...reviewState.options.map((id) => ({ id, name: text(`incident.state.${id}`) })),
        ]}
        value={filter.state}
        onChange={(state) => set({ state })}
      />
      <Choice
        label={text("incident.kind")}
        options={[any, ...BEGINNINGS.map((id) => ({ id, name: text(`incident.kind.${id}`) }))]}
        value={filter.kind}
        onChange={(kind) => set({ kind })}
      />
      <Choice
        label={text("incident.type")}
        options={[any, ...FOUND_TYPES.map((id) => ({ id, name: spellType(id, text) }))]}
        value={filter.type}
        onChange={(type) => set({ type })}
      />
      <div className="incident-days">
        <Field
          label={text("export.since")}
          type="date"
          value={filter.since}
          onChange={(since) => set({ since })}
        />
        <Field
          label={text("export.until")}
          type="date"
          value={filter.until}
          onChange={(until) => set({ until })}
          error={wrong ? text("export.range.wrong") : null}
        />
      </div>
    </div>
  );
}
