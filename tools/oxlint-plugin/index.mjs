import { constantErrorText } from "./constant-error-text.mjs";
import { noDoubleCast } from "./no-double-cast.mjs";
import { noSleepInTest } from "./no-sleep-in-test.mjs";
import { noWildcardPostMessage } from "./no-wildcard-post-message.mjs";
import { zodAsNamespace } from "./zod-as-namespace.mjs";

/** The rules of this repository that no published rule covers; `.oxlintrc.json` says where each applies. */
export default {
  meta: { name: "aside" },
  rules: {
    "constant-error-text": constantErrorText,
    "no-double-cast": noDoubleCast,
    "no-sleep-in-test": noSleepInTest,
    "no-wildcard-post-message": noWildcardPostMessage,
    "zod-as-namespace": zodAsNamespace,
  },
};
