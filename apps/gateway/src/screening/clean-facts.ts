import type { Page, WidgetHello } from "@aside/protocol";
import { cleanText, type OpenChat } from "./cut-out.ts";
import { clipped } from "./whole-text.ts";

/** What a customer's tab brings along, as it may be kept. */
export function cleanFacts(
  { name, page }: Pick<WidgetHello, "name" | "page">,
  open: OpenChat,
): Pick<WidgetHello, "name" | "page"> {
  return {
    ...(name === undefined ? {} : { name: cleanName(name, open) }),
    ...(page === undefined ? {} : { page: cleanPage(page, open) }),
  };
}

/** A customer's name as it may be kept: a number that does not belong into the chat is not smuggled in by a name. */
export function cleanName(name: string, open: OpenChat): string {
  return clipped(cleanText(name, open).text, 80);
}

/** The page that the customer looks at, title and address alike. */
export function cleanPage({ title, url }: Page, open: OpenChat): Page {
  return {
    title: clipped(cleanText(title, open).text, 200),
    url: clipped(cleanText(url, open).text, 1_000),
  };
}
