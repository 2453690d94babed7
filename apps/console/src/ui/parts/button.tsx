import type { ReactNode } from "react";
import {
  Button as AriaButton,
  Tooltip,
  TooltipTrigger,
  type ButtonProps,
} from "react-aria-components";
import { KeyHint } from "./key-hint.tsx";

interface Props extends Omit<ButtonProps, "children" | "className"> {
  readonly icon?: ReactNode;
  readonly label: string;
  /** Only the icon is drawn; the label is its name and its tooltip. */
  readonly iconOnly?: boolean;
  readonly look?: "plain" | "quiet" | "primary" | "danger" | "shield";
  /** The key that does the same, shown on hover. */
  readonly keyHint?: string | null;
  readonly focusName?: string;
}

/** A control that does something: an icon and a text, or an icon with a label on hover. */
export function Button({
  icon,
  label,
  iconOnly = false,
  look = "plain",
  keyHint = null,
  focusName,
  ...rest
}: Props): ReactNode {
  const button = (
    <AriaButton
      {...rest}
      className={`button button-${look}${iconOnly ? " button-icon" : ""}`}
      {...(iconOnly ? { "aria-label": label } : {})}
      {...(focusName === undefined ? {} : { "data-focus": focusName })}
    >
      {icon}
      {!iconOnly && <span>{label}</span>}
    </AriaButton>
  );
  if (!iconOnly && keyHint === null) return button;
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {button}
      <Tooltip className="tooltip" offset={6}>
        {label}
        {keyHint !== null && <KeyHint of={keyHint} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
