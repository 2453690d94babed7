export {
  CHAT_RULES,
  chatRulesWith,
  chatTypes,
  isChatType,
  type ChatRule,
  type ChatRules,
  type ChatType,
} from "./chat-rules.ts";
export {
  channels,
  POLICY_VERSION,
  regions,
  type Channel,
  type Region,
  type Rule,
} from "./policy.ts";
export { verdictFor, type Question, type Verdict } from "./verdict-for.ts";
