/**
 * Every environment variable that a program of Aside reads, sorted. The servers and the command line share one environment, so each must know
 * the names of the others; a test in each server holds its part to its table.
 */
export const settingNames = {
  gateway: [
    "ASIDE_ACTS_DAYS",
    "ASIDE_AGENT_AWAY_SECONDS",
    "ASIDE_AUDIT_KEYS",
    "ASIDE_CAPTURE_EXTENSIONS",
    "ASIDE_CAPTURE_SECONDS",
    "ASIDE_COLLECTOR_KEYS",
    "ASIDE_COLLECTOR_URL",
    "ASIDE_CONVERSATION_EVENTS",
    "ASIDE_CUSTOMER_DAYS",
    "ASIDE_DATA",
    "ASIDE_DEMO",
    "ASIDE_EXTENSION_SECONDS",
    "ASIDE_GATEWAY_DATABASE_URL",
    "ASIDE_GATEWAY_HOST",
    "ASIDE_GATEWAY_PORT",
    "ASIDE_GATEWAY_PROXIES",
    "ASIDE_GATEWAY_RATE",
    "ASIDE_GATEWAY_URL",
    "ASIDE_LOG",
    "ASIDE_REVEAL_URL",
    "ASIDE_SOCKETS_PER_ADDRESS",
    "ASIDE_SOCKET_PER_SECOND",
    "ASIDE_STRAY_SECONDS",
    "ASIDE_TENANT_PER_SECOND",
  ],
  collector: [
    "ASIDE_AUDIT_ENTRIES",
    "ASIDE_AUDIT_FOLDER",
    "ASIDE_AUDIT_SECONDS",
    "ASIDE_AWS_KMS_URL",
    "ASIDE_COLLECTOR_DATABASE_URL",
    "ASIDE_COLLECTOR_DESTINATIONS",
    "ASIDE_COLLECTOR_HOST",
    "ASIDE_COLLECTOR_NODE_URL",
    "ASIDE_COLLECTOR_PORT",
    "ASIDE_COLLECTOR_PROXIES",
    "ASIDE_COLLECTOR_RATE",
    "ASIDE_COLLECTOR_URL",
    "ASIDE_DATA",
    "ASIDE_DEMO",
    "ASIDE_GATEWAY_KEYS",
    "ASIDE_GATEWAY_URL",
    "ASIDE_GCP_KMS_URL",
    "ASIDE_LOG",
    "ASIDE_RETENTION_DAYS",
    "ASIDE_REVEALS_PER_DAY",
    "ASIDE_REVEAL_URL",
    "ASIDE_ROOT",
    "ASIDE_ROOT_NEXT",
    "ASIDE_SODIUM",
    "ASIDE_SUITES",
    "ASIDE_TRANSIT_TOKEN_FILE",
  ],
  commandLine: ["ASIDE_API_KEY", "ASIDE_DATA", "ASIDE_GATEWAY_URL"],
} as const;

/** So many letters may differ for a name to be taken for another one mistyped. */
const MISTYPED = 3;

/** The variables that begin with `ASIDE_` and that no program reads, each with the name that may be meant. */
export function unknownSettings(
  env: Readonly<Record<string, string | undefined>>,
): { readonly setting: string; readonly nearest: string | undefined }[] {
  const known = [...new Set<string>(Object.values(settingNames).flat())];
  return Object.keys(env)
    .filter((name) => name.startsWith("ASIDE_") && !known.includes(name))
    .toSorted()
    .map((setting) => ({ setting, nearest: nearestOf(setting, known) }));
}

function nearestOf(name: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    .map((one) => ({ one, apart: distance(name, one) }))
    .toSorted((a, b) => a.apart - b.apart);
  return nearest !== undefined && nearest.apart <= MISTYPED ? nearest.one : undefined;
}

/** Levenshtein's: how many letters to change, add or leave out. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...to].entries())
      line.push(
        Math.min(
          (above[column] ?? 0) + Number(letter !== other),
          (above[column + 1] ?? 0) + 1,
          (line[column] ?? 0) + 1,
        ),
      );
    above = line;
  }
  return above.at(-1) ?? 0;
}
