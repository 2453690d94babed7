import type { ChatRules } from "@aside/policy";
import type { Page, WidgetHello } from "@aside/protocol";
import { cleanText } from "./cut-out.ts";

/** What a customer's tab brings along, as it may be kept. */
export function cleanFacts(
  { name, page }: Pick<WidgetHello, "name" | "page">,
  rules: ChatRules,
): Pick<WidgetHello, "name" | "page"> {
  return {
    ...(name === undefined ? {} : { name: cleanName(name, rules) }),
    ...(page === undefined ? {} : { page: cleanPage(page, rules) }),
  };
}

/** A customer's name as it may be kept: a number that does not belong into the chat is not smuggled in by a name. */
export function cleanName(name: string, rules: ChatRules): string {
  return cleanText(name, rules).text.slice(0, 80);
}

/** The page that the customer looks at, title and address alike. */
export function cleanPage({ title, url }: Page, rules: ChatRules): Page {
  return {
    title: cleanText(title, rules).text.slice(0, 200),
    url: cleanText(url, rules).text.slice(0, 1_000),
  };
}
