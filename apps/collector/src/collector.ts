import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { Vault } from "@aside/vault";
import type { Reveal } from "./reveal/reveal.ts";
import type { CallbackKey } from "./callback/callback-key.ts";
import type { Dispatcher } from "./callback/dispatcher.ts";
import type { KnownCaptures } from "./capture/known-captures.ts";
import type { Together } from "./capture/together.ts";
import type { Velocity } from "./charge/velocity.ts";
import type { KeyCheck } from "./forward/api-keys.ts";
import type { GuessLimit } from "./limits/guess-limit.ts";
import type { Destinations } from "./forward/destinations.ts";
import type { CollectorLog } from "./events.ts";
import type { GatewayKeys } from "./gateway/gateway-keys.ts";
import type { RefusedActs } from "./gateway/refused-acts.ts";
import type { CollectorMetrics } from "./metrics.ts";

/** What every verb of the collector works with. */
export interface Collector {
  database: Database;
  vault: Vault;
  /** Null: off. */
  reveal: Reveal | null;
  audit: Recorder;
  keys: GatewayKeys;
  refusals: RefusedActs;
  known: KnownCaptures;
  together: Together;
  destinations: Destinations;
  /** Whose key a request of a tenant's server presents. */
  keyCheck: KeyCheck;
  /** How often networks were wrong about one. */
  wrongKeys: GuessLimit;
  velocity: Velocity;
  log: CollectorLog;
  metrics: CollectorMetrics;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** By how many milliseconds it was put ahead since the start. */
  clockAhead: () => number;
  gatewayUrl: string;
  collectorUrl: string;
  /** Signs receipts of erasure. */
  receiptKey: CallbackKey;
  /** Where other collectors of the same database reach this one; empty where it is the only one. */
  nodeUrl: string;
  /** The most days that records of a class are kept. */
  retentionDays: ReadonlyMap<string, number>;
  /** Says that something of a capture was put into the outbox. */
  wake: Dispatcher["wake"];
  /** Gives a letter that was committed under a lease to who delivers it. */
  hand: Dispatcher["hand"];
}

/** How long after its deadline a capture still takes a submission that is on its way, and then ends by itself. */
export const GRACE = 30_000;
/** The furthest that a deadline may be away. */
export const LONGEST = 24 * 3_600_000;
