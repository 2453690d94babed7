import { DEFAULTS } from "@aside/anonymizer";
import type { ExportWish } from "@aside/protocol";
import type { ExportCounts } from "@aside/transcript";

/** What an export was asked, as the audit log says it: `jsonl/defaults/since:20261101T000000Z/agent:agt_anna/k:5`. */
export function wishWords(wish: ExportWish): string {
  const { format, mode, since, until, agent, outcome, language, class: type, k } = wish;
  const filters = {
    since: since && basicTime(since),
    until: until && basicTime(until),
    agent,
    outcome,
    language,
    // Free text where it is none of ours: it filters everything out, and is nothing for a log.
    class: type && (Object.hasOwn(DEFAULTS, type) ? type : "unknown"),
    k,
  };
  return [format, mode, ...named(filters)].join("/");
}

/** What it came to. The digest is the file's, as in its signed manifest. */
export function countWords({ conversations, messages, bytes, digest }: ExportCounts): string {
  return [...named({ conversations, messages, bytes }), digest].join("/");
}

/** The export, and the one conversation that is in it. */
export function subjectOf(id: string, { conversation }: ExportWish): string {
  return conversation === undefined ? id : `${id}/${conversation}`;
}

function named(words: Readonly<Record<string, string | number | undefined>>): string[] {
  return Object.entries(words).flatMap(([name, word]) =>
    word === undefined ? [] : [`${name}:${word}`],
  );
}

/** ISO 8601, basic format, UTC. */
function basicTime(time: string): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}
