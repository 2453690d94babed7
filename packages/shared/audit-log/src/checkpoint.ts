import { fromBase64, toBase64 } from "./bytes.ts";
import { HASH_BYTES } from "./sha256.ts";

/** What a checkpoint says (C2SP tlog-checkpoint): how long a tenant's log was and what its Merkle root. */
export interface Checkpoint {
  readonly tenant: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** When, milliseconds since the epoch, by the collector's clock: an extension line `at N`. */
  readonly at: number;
}

/** The name of the key that signs checkpoints. */
export const NOTE_KEY_NAME = "aside-audit";

/** The text of a note: origin, size, root, time. */
export function formatCheckpoint({ tenant, size, root, at }: Checkpoint): string {
  return `${NOTE_KEY_NAME}/${tenant}\n${size}\n${toBase64(root)}\nat ${at}\n`;
}

/** null where the text is no checkpoint of ours. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, tenant, size, encoded, at] = SHAPE.exec(text) ?? [];
  const root = fromBase64(encoded ?? "");
  if (tenant === undefined || root?.length !== HASH_BYTES) return null;
  return { tenant, size: Number(size), root, at: Number(at) };
}

const SHAPE =
  /^aside-audit\/([a-z_][a-z0-9_-]{1,63})\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\nat ([1-9]\d{0,14})\n$/;
