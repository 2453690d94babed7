type Link = Pick<HTMLLinkElement, "rel" | "dataset">;

/**
 * Has the browser load what the page names for later: `<link rel="aside-later" data-rel="modulepreload" …>`, with its integrity digest. Until then it
 * takes neither network nor processor from the form's first frame.
 */
export function followLaterLinks(
  links: Iterable<Link> = document.querySelectorAll<HTMLLinkElement>('link[rel="aside-later"]'),
): void {
  for (const link of links) link.rel = link.dataset["rel"] ?? "";
}
