import type { Why } from "@aside/protocol";
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { evidenceText } from "../../store/evidence.ts";
import { useLocaleId, useText } from "../console-context.tsx";

interface Props {
  /** The button's name. */
  readonly name: string;
  /** Its type in words. */
  readonly type: string;
  readonly why: Why | null;
  readonly children: ReactNode;
}

/** Something that says on a press why it was taken: type, reasons in words, how sure, by which rule. */
export function Explained({ name, type, why, children }: Props): ReactNode {
  const text = useText();
  return (
    <DialogTrigger>
      <Button className="explained" aria-label={name}>
        {children}
      </Button>
      <Popover className="popover explanation" offset={6}>
        <Dialog>
          <Heading slot="title">{type}</Heading>
          {why === null ? <p>{text("why.not-looked-for")}</p> : <Reasons why={why} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** A marked span of a text that explains itself. */
export function ExplainedMark({
  children,
  type,
  why,
}: Omit<Props, "name"> & { readonly children: string }): ReactNode {
  const text = useText();
  return (
    <Explained name={text("why.label", { value: children, type })} type={type} why={why}>
      <mark>{children}</mark>
    </Explained>
  );
}

function Reasons({ why }: { readonly why: Why }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <>
      <ul aria-label={text("why.reasons")}>
        {why.evidence.map((reason) => {
          const known = evidenceText(reason);
          return <li key={reason}>{known === null ? reason : text(known.key, known.params)}</li>;
        })}
      </ul>
      <dl>
        <div>
          <dt>{text("why.confidence")}</dt>
          <dd className="figures">
            <meter min={0} max={1} value={why.confidence} aria-hidden="true" />
            {share.format(why.confidence)}
          </dd>
        </div>
        <div>
          <dt>{text("why.rule")}</dt>
          <dd>
            <code>{why.rule}</code>
          </dd>
        </div>
      </dl>
    </>
  );
}
