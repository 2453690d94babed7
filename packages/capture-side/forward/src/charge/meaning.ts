import type { DeclineReason } from "@aside/protocol";
import type { Answer } from "../answer/answer.ts";
import { type JsonTree, REMOVED } from "../answer/json-answer.ts";
import type { ChargePlan } from "./charge-plan.ts";

/** What an answer says of a payment. */
export type Meaning =
  | { means: "authorised"; reference: string | null }
  | { means: "declined"; reason: DeclineReason; reference: string | null }
  | { means: "challenge"; url: string; reference: string | null }
  | { means: "pending"; reference: string | null }
  | { means: "failed" };

/** The parts of an answer that a plan looks at: its allow-list. */
export function pathsOf(plan: ChargePlan): string[] {
  const paths = plan.answers.flatMap(({ where, reference, url }) => [
    ...Object.keys(where),
    reference ?? [],
    url ?? [],
  ]);
  return [...new Set(paths.flat())];
}

/** The first rule that fits. An answer that no rule knows is `failed`, or `pending` where the destination itself failed. */
export function meaningOf(plan: ChargePlan, answer: Answer): Meaning {
  const tree = answer.body.type === "none" ? {} : answer.body.tree;
  const rule = plan.answers.find(
    ({ status, where }) =>
      (status?.includes(answer.status) ?? true) &&
      Object.entries(where).every(([path, texts]) => texts.includes(textAt(tree, path) ?? "")),
  );
  if (rule === undefined) {
    return answer.status >= 500 ? { means: "pending", reference: null } : { means: "failed" };
  }
  const reference = rule.reference === undefined ? null : referenceAt(tree, rule.reference);
  switch (rule.means) {
    case "declined":
      return { means: "declined", reason: rule.reason ?? "card_declined", reference };
    case "challenge": {
      const url = challengeUrl(plan, textAt(tree, rule.url ?? ""));
      return url === null ? { means: "failed" } : { means: "challenge", url, reference };
    }
    case "failed":
      return { means: "failed" };
    default:
      return { means: rule.means, reference };
  }
}

function textAt(tree: JsonTree, path: string): string | undefined {
  let at: JsonTree | undefined = tree;
  for (const name of path.split("/").slice(1)) {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return undefined;
    at = Object.hasOwn(at, name) ? at[name] : undefined;
  }
  if (typeof at === "number" || typeof at === "boolean") return String(at);
  return typeof at === "string" && at !== REMOVED ? at : undefined;
}

/** It goes into a path of a later step. */
function referenceAt(tree: JsonTree, path: string): string | null {
  const text = textAt(tree, path) ?? "";
  return /^[A-Za-z0-9_-]{1,100}$/.test(text) ? text : null;
}

function challengeUrl({ challengeOrigins }: ChargePlan, text = ""): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return challengeOrigins.includes(url.origin) && url.username === "" ? url.href : null;
}
