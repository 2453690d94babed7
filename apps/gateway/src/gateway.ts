import type { CollectorClient } from "@aside/collector-client";
import type { Journal } from "@aside/journal";
import type { RecordAccess } from "./acts/record-access.ts";
import type { Conversations } from "./conversation/conversations.ts";
import type { Egress } from "./egress/egress.ts";
import type { GatewayLog } from "./events.ts";
import type { Exports } from "./exports/exports.ts";
import type { Marker } from "./exports/marker.ts";
import type { GatewayMetrics } from "./metrics.ts";
import type { GatewaySettings } from "./settings.ts";
import type { Quarantine } from "./screening/quarantine.ts";
import type { AgentSessions } from "./sign-in/agent-sessions.ts";
import type { CustomerSessions } from "./tenants/customer-sessions.ts";
import type { Tenants } from "./tenants/tenants.ts";

/** What the ingress works with; wired in `start-gateway.ts`. */
export interface Gateway {
  readonly settings: GatewaySettings;
  readonly now: () => number;
  readonly log: GatewayLog;
  readonly metrics: GatewayMetrics;
  readonly journal: Journal;
  readonly tenants: Tenants;
  readonly customerSessions: CustomerSessions;
  readonly agentSessions: AgentSessions;
  readonly conversations: Conversations;
  readonly egress: Egress;
  readonly collector: CollectorClient;
  readonly exports: Exports;
  readonly marker: Marker;
  readonly quarantine: Quarantine;
  readonly recordAccess: RecordAccess;
  /** Names this process among those that serve the same journal: 8 characters of an observer's id. */
  readonly node: string;
}
