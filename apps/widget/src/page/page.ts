import type { Page } from "@aside/protocol";

/** The page the customer is on, cut to what the protocol takes. The fragment stays here: pages keep secrets in it. */
export function currentPage(): Page {
  const url = new URL(location.href);
  url.hash = "";
  return { title: document.title.slice(0, 200), url: url.href.slice(0, 1_000) };
}

/** Calls when the customer goes to another page without a reload. */
export function watchPage(changed: () => void) {
  window.addEventListener("popstate", changed);
  window.navigation?.addEventListener("navigatesuccess", changed);
}
