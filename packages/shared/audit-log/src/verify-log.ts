import { equal, toBase64 } from "./bytes.ts";
import { chainHash, FIRST_HASH } from "./chain.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { logLine, type LogLine } from "./log-file.ts";
import { createTreeBuilder } from "./tree-builder.ts";
import { openCheckpoint, type NoteTools } from "./open-checkpoint.ts";

/**
 * - `malformed`: a line that is not of the format
 * - `wrong_tenant`: an entry or a checkpoint of another tenant's log
 * - `wrong_number`: an entry is missing, twice or out of its order
 * - `wrong_hash`: an entry or one before it is not as it was chained
 * - `checkpoint_unsigned`: a checkpoint that none of the keys has signed, or no checkpoint at all
 * - `checkpoint_differs`: the log is not the one that the checkpoint was signed over
 * - `log_short`: a checkpoint covers more entries than there are: the end was cut off, or an older database was put back
 * - `no_checkpoint`: nothing signed covers any entry
 */
export type LogProblem =
  | "malformed"
  | "wrong_tenant"
  | "wrong_number"
  | "wrong_hash"
  | "checkpoint_unsigned"
  | "checkpoint_differs"
  | "log_short"
  | "no_checkpoint";

export type LogVerdict =
  | {
      readonly ok: true;
      readonly tenant: string;
      readonly size: number;
      readonly root: Uint8Array;
      readonly checkpoints: number;
      /** How many entries, from the first, a checkpoint covers. Those after are chained, and not yet signed for. */
      readonly covered: number;
    }
  | {
      readonly ok: false;
      readonly problem: LogProblem;
      /** The line of the file, from 1, or null where a checkpoint from elsewhere is what does not hold. */
      readonly line: number | null;
      /** The number of the entry, or the size of the checkpoint. */
      readonly number: number | null;
    };

/**
 * Verifies an exported log, whole, without asking anyone. The first thing that is wrong is the answer.
 *
 * @param lines of the file, in order; a sequence that is read once, so that a file need not fit into memory
 * @param witnessed notes kept elsewhere: what shows that the log's end was not cut off and the whole not made anew
 */
export async function verifyLog(
  lines: AsyncIterable<string> | Iterable<string>,
  witnessed: readonly string[],
  tools: NoteTools,
): Promise<LogVerdict> {
  const expected: Checkpoint[] = [];
  const tree = createTreeBuilder(tools.sha256);
  let tenant: string | null = null;
  let head = FIRST_HASH;
  let checkpoints = 0;
  let covered = 0;
  let at = 0;
  const fail = (problem: LogProblem, number: number | null = null, line: number | null = at) =>
    ({ ok: false, problem, line, number }) as const;
  const differs = ({ size, root }: Checkpoint) => tree.size === size && !equal(tree.root(), root);
  const hold = ({ size }: Checkpoint) => {
    checkpoints += 1;
    covered = Math.max(covered, size);
  };

  for (const note of witnessed) {
    const checkpoint = openCheckpoint(note, tools);
    if (checkpoint === null) return fail("checkpoint_unsigned", null, null);
    expected.push(checkpoint);
  }
  for await (const text of lines) {
    at += 1;
    const line = parse(text);
    if (line === null || "format" in line !== (at === 1)) return fail("malformed");
    if ("format" in line) {
      tenant = line.tenant;
    } else if ("checkpoint" in line) {
      const checkpoint = openCheckpoint(line.checkpoint, tools);
      if (checkpoint === null) return fail("checkpoint_unsigned");
      if (checkpoint.tenant !== tenant) return fail("wrong_tenant", checkpoint.size);
      if (checkpoint.size > tree.size) return fail("log_short", checkpoint.size);
      if (checkpoint.size < tree.size) return fail("malformed", checkpoint.size);
      if (differs(checkpoint)) return fail("checkpoint_differs", checkpoint.size);
      hold(checkpoint);
    } else {
      const { entry, hash } = line;
      if (entry.tenant !== tenant) return fail("wrong_tenant", entry.number);
      if (entry.number !== tree.size + 1) return fail("wrong_number", tree.size + 1);
      head = chainHash(head, entry, tools.sha256);
      if (hash !== toBase64(head)) return fail("wrong_hash", entry.number);
      tree.add(head);
      const broken = expected.find(differs);
      if (broken) return fail("checkpoint_differs", broken.size, null);
    }
  }
  if (tenant === null) return fail("malformed", null, 1);
  for (const checkpoint of expected) {
    if (checkpoint.tenant !== tenant) return fail("wrong_tenant", checkpoint.size, null);
    if (checkpoint.size > tree.size) return fail("log_short", checkpoint.size, null);
    hold(checkpoint);
  }
  if (covered === 0 && tree.size > 0) return fail("no_checkpoint", null, null);
  return { ok: true, tenant, size: tree.size, root: tree.root(), checkpoints, covered };
}

function parse(text: string): LogLine | null {
  try {
    return logLine.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
