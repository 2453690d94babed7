export type { Answer } from "./answer/answer.ts";
export { REMOVED } from "./answer/json-answer.ts";
export { askOnce } from "./connection/ask-once.ts";
export { type Connection, openConnection } from "./connection/connection.ts";
export type { Resolve } from "./connection/guarded-lookup.ts";
export {
  type Destination,
  DestinationsWrong,
  readDestinations,
} from "./destination/read-destinations.ts";
export { ForwardError, type ForwardErrorCode } from "./errors.ts";
export { forward, type ForwardRequest } from "./forward.ts";
export type { OpenValues, Value, ValueName } from "./port.ts";
export type { Meaning } from "./charge/meaning.ts";
export { runStep } from "./charge/run-step.ts";
export type { Facts } from "./charge/step-segments.ts";
