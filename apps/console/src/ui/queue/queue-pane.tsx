import { Inbox, Search } from "lucide-react";
import type { ReactNode } from "react";
import { Input, SearchField } from "react-aria-components";
import { listed } from "../../store/queue.ts";
import { sectionsOf } from "../../actions/look.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Empty } from "../parts/empty.tsx";
import { WithKeys } from "../parts/with-keys.tsx";
import { QueueList } from "./queue-list.tsx";

/** Everybody who waits and everybody who is spoken to. */
export function QueuePane(): ReactNode {
  const text = useText();
  const { setFilter } = useActions();
  const filter = useConsoleState((state) => state.filter);
  return (
    <nav className="pane-queue" aria-label={text("queue.label")}>
      <SearchField
        className="queue-filter"
        aria-label={text("queue.filter")}
        value={filter}
        onChange={setFilter}
        data-focus="filter"
      >
        <Search size={16} aria-hidden="true" />
        <Input placeholder={text("queue.filter")} autoComplete="off" />
      </SearchField>
      <Content />
    </nav>
  );
}

function Content(): ReactNode {
  const text = useText();
  const loaded = useConsoleState((state) => state.welcome !== null);
  const sections = useConsoleState(sectionsOf);
  const filter = useConsoleState((state) => state.filter);
  if (!loaded) {
    return (
      <p className="queue-loading" aria-busy="true">
        {text("queue.loading")}
      </p>
    );
  }
  if (listed(sections).length > 0) return <QueueList sections={sections} />;
  if (filter.trim() !== "") {
    return <Empty icon={<Search size={20} />} title={text("queue.empty.filter", { filter })} />;
  }
  return (
    <Empty icon={<Inbox size={20} />} title={text("queue.empty.title")}>
      <WithKeys id="queue.empty.text" keys={{ key: "t" }} />
    </Empty>
  );
}
