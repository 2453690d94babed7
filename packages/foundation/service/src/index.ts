export {
  addressBehind,
  hasUnnamedProxy,
  isThisMachine,
  networkOf,
  proxiesTrusted,
  siteOf,
} from "./address.ts";
export { makeDataFolder } from "./data-folder.ts";
export { sha256, verifyEd25519 } from "./digests.ts";
export {
  codeOf,
  isDiskFull,
  ServiceError,
  whereOf,
  type ServiceErrorCode,
  type Who,
} from "./errors.ts";
export { faultPoint } from "./fault-point.ts";
export { createHealth, type Check, type Health } from "./health.ts";
export { inTurn } from "./in-turn.ts";
export { createKeyFolder, readKeyFolder } from "./key-folder.ts";
export {
  createLifecycle,
  runMain,
  serviceEvents,
  type Lifecycle,
  type StopReason,
} from "./lifecycle.ts";
export { listen, type Listening } from "./listen.ts";
export { lockFolder, type FolderLock } from "./lock-folder.ts";
export { describeMonitoring } from "./describe-monitoring.ts";
export {
  createLog,
  silentLog,
  type EventFields,
  type FieldKind,
  type Level,
  type Log,
  type LogEvents,
} from "./log.ts";
export { createMetrics, type Labels, type MetricOptions, type Metrics } from "./metrics.ts";
export { jsonBody, notFound, Problem, problemHandler } from "./problem.ts";
export { refuseOtherMethods } from "./refuse-other-methods.ts";
export { processState } from "./process-state.ts";
export {
  createNetworkLimiter,
  createRateLimiter,
  limitRate,
  SITE_FACTOR,
  type RateLimiter,
} from "./rate-limit.ts";
export { settingNames, unknownSettings } from "./setting-names.ts";
export {
  databaseUrl,
  flag,
  folder,
  oneOf,
  origin,
  origins,
  port,
  text,
  wholeNumber,
} from "./setting-values.ts";
export {
  describeSettings,
  readSettings,
  type Setting,
  type Settings,
  type SettingsTable,
} from "./settings.ts";
export { warnOfProxy } from "./warn-of-proxy.ts";
export { writeAtomically } from "./write-atomically.ts";
