export {
  channels,
  POLICY_VERSION,
  regions,
  type Channel,
  type Region,
  type Rule,
} from "./policy.ts";
export { verdictFor, type Question, type Verdict } from "./verdict-for.ts";
