import { createConversationDetector, DETECTOR_VERSION, type Finding } from "@aside/detection";
import { exportConversations, type DetectTurns, type Export } from "@aside/transcript";
import { POLICY_VERSION } from "@aside/policy";
import {
  type ConsoleEntry,
  type ExportFormat,
  type ExportManifest,
  type ExportPreview,
} from "@aside/protocol";
import { play, type JournaledEvent } from "@aside/session";
import { readEvents } from "../conversation/read-journal.ts";
import type { Gateway } from "../gateway.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { leave } from "./leave.ts";

/** Which conversations; times are milliseconds since the epoch, of a conversation's begin. */
export interface ExportWish {
  readonly format: ExportFormat;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly conversation?: string | undefined;
}

const SAMPLE = 4_096;

/** A tenant's conversations as a file, every sensitive span replaced by its default (EXP1). */
export function exportOf(gateway: Gateway, tenant: Tenant, wish: ExportWish): Export {
  return exportConversations(conversationsOf(gateway, tenant.id, wish), {
    format: wish.format,
    detect,
    defaults: tenant.defaults,
    policy: POLICY_VERSION,
    detectors: DETECTOR_VERSION,
  });
}

/** What is sensitive in all turns together: a question tells what its answer is, a later turn what an earlier one was. */
const detect: DetectTurns = (turns) => {
  const detector = createConversationDetector();
  const found: Finding[][] = turns.map(() => []);
  turns.forEach((turn, index) => {
    const { findings, retroactive } = detector.add(turn);
    found[index]?.push(...findings);
    for (const earlier of retroactive) found[earlier.turn]?.push(earlier.finding);
  });
  return found;
};

/** What an export would say of itself, without the file. */
export async function manifestOf(exported: Export): Promise<ExportManifest> {
  for await (const _ of exported.body);
  return exported.manifest();
}

export async function previewOf(exported: Export): Promise<ExportPreview> {
  let sample = "";
  for await (const piece of exported.body) {
    if (sample.length < SAMPLE) sample += piece.slice(0, SAMPLE - sample.length);
  }
  const manifest = exported.manifest();
  return { count: manifest.conversations, manifest: { ...manifest, digest: null }, sample };
}

/** Exactly the frames that agents got, with the numbers that they know. */
export async function replayOf(
  { journal, egress }: Gateway,
  tenant: string,
  conversation: string,
): Promise<ConsoleEntry[]> {
  const events: JournaledEvent[] = [];
  for await (const event of readEvents(journal, { tenant, conversation })) events.push(event);
  const told: number[] = [];
  const entries = Array.from(play(events)).flatMap((played) => leave(played, told));
  return egress.checked({ tenant, id: conversation }, entries);
}

async function* conversationsOf({ journal }: Gateway, tenant: string, wish: ExportWish) {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof journal.list>> =
      wish.conversation === undefined
        ? await journal.list({
            tenant,
            limit: 200,
            ...(wish.since === undefined ? {} : { since: wish.since }),
            ...(cursor === null ? {} : { cursor }),
          })
        : await one(journal, tenant, wish.conversation);
    for (const { conversation, createdAt } of page.conversations) {
      if (wish.until !== undefined && createdAt > wish.until) continue;
      const events: JournaledEvent[] = [];
      for await (const event of readEvents(journal, { tenant, conversation })) events.push(event);
      yield { id: conversation, events };
    }
    cursor = page.cursor;
  } while (cursor !== null);
}

async function one(journal: Gateway["journal"], tenant: string, conversation: string) {
  const row = await journal.get({ tenant, conversation });
  return { conversations: row === undefined ? [] : [row], cursor: null };
}
