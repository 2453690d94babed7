import { useId, useState } from "react";
import { onPhone } from "../page/on-phone.ts";
import { QrCode } from "./qr-code.tsx";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** The way to the form on another device. */
export function PhoneLink() {
  const { desk, words } = useWidget();
  const { busy, link } = useStore(desk.store);
  const [copied, setCopied] = useState(false);
  const id = useId();

  if (!link) {
    return (
      <div className="apart">
        <p>{onPhone() ? words.otherTitle : words.phoneOn}</p>
        <button
          type="button"
          className="plain"
          disabled={busy}
          onClick={() => void desk.usePhone()}
        >
          {words.newLink}
        </button>
      </div>
    );
  }

  async function copy(field: HTMLInputElement | null, url: string) {
    field?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // The page may forbid the clipboard: the link is selected, and can be copied by hand.
    }
  }

  return (
    <div className="phone">
      <h4>{onPhone() ? words.otherTitle : words.phoneTitle}</h4>
      <QrCode text={link.url} label={words.qr} />
      <p>{words.phoneText}</p>
      <div className="row">
        <input
          id={id}
          readOnly
          dir="ltr"
          aria-label={words.qr}
          value={link.url}
          onFocus={(event) => event.target.select()}
        />
        <button
          type="button"
          className="plain"
          onClick={({ currentTarget }) => {
            const field = currentTarget.parentElement?.querySelector("input") ?? null;
            void copy(field, link.url);
          }}
        >
          {copied ? words.copied : words.copyLink}
        </button>
      </div>
      <p role="status" className="unseen">
        {copied ? words.copied : ""}
      </p>
    </div>
  );
}
