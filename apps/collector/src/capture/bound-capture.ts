import { createHash } from "node:crypto";
import { templateSchema, type Template } from "@aside/fields";
import type { OpenReply, Outcome, RegisterCommand } from "@aside/protocol";
import { canonicalJson, hashTemplate, type Suite } from "@aside/seal";
import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";

/** What of a capture never changes, and the form that it was last seen bound to. */
export interface KnownCapture {
  capture: string;
  tenant: string;
  conversation: string;
  template: Template;
  /** The same as forms get it. */
  wire: OpenReply["template"];
  /** Of the template as it was on the wire, by the suite that seals. */
  templateHashes: Readonly<Record<Suite, Uint8Array>>;
  terms: Pick<
    RegisterCommand,
    "policy" | "retentionDays" | "showExpiry" | "tokenType" | "purpose" | "amount" | "requestedBy"
  > & {
    subject: string;
    /** The message whose cut spans it took along. */
    stray?: string;
  };
  /** The ticket and the ephemeral key it is bound to: one pair for good; a newer ticket brings another pair. */
  jti: string | null;
  epk: string | null;
}

/** A capture as the database has it now. */
export interface BoundCapture extends KnownCapture {
  state: "open" | Outcome;
  submission: string | null;
  display: string | null;
}

interface Row extends Omit<BoundCapture, "template" | "wire" | "templateHashes"> {
  template: OpenReply["template"];
}

/**
 * Reads a capture for callers that know nothing but its id.
 *
 * @throws Refusal `unknown_capture`
 */
export async function boundCapture(capture: string, collector: Collector): Promise<BoundCapture> {
  const row = await collector.database.withoutTenant(async (sql) => {
    const [, rows] = await Promise.all([
      sql`select set_config('app.capture', ${capture}, true)`,
      sql<Row[]>`
        select id as capture, tenant, conversation, state, template, terms, jti, epk, submission, display
        from collector_capture where id = ${capture}`,
    ]);
    return rows[0];
  });
  if (row === undefined) throw new Refusal("unknown_capture");
  return collector.known.keep({ ...row, ...readTemplate(row.template) });
}

/** The template as it is checked against, and the hashes of it as it was on the wire. One object for all captures of a template. */
export function readTemplate(template: OpenReply["template"]): ReadTemplate {
  const text = canonicalJson(template);
  const known = read.get(text);
  if (known !== undefined) return known;
  const sha256 = createHash("sha256").update(text).digest();
  const made = {
    template: templateSchema.parse(template),
    wire: template,
    templateHashes: { xc20p: hashTemplate(template), a256gcm: new Uint8Array(sha256) },
  };
  if (read.size === MOST_READ) read.clear();
  read.set(text, made);
  return made;
}

type ReadTemplate = Pick<KnownCapture, "template" | "wire" | "templateHashes">;
const read = new Map<string, ReadTemplate>();
const MOST_READ = 100;
