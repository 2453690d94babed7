import type { Page } from "@aside/protocol";
import type { ReactNode } from "react";
import { useText } from "../console-context.tsx";

/** Where the customer is. Text, not a link: the address comes from the customer's browser and may be anything. */
export function PageLink({ page }: { readonly page: Page | null }): ReactNode {
  const text = useText();
  if (page === null) return <span className="quiet">{text("context.page.none")}</span>;
  return (
    <>
      <span>{page.title === "" ? page.url : page.title}</span>
      {page.title !== "" && (
        <span className="page-url" title={page.url} dir="ltr">
          {page.url}
        </span>
      )}
    </>
  );
}
