import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "./icons.tsx";

/** A whole-page word on where the capture stands. */
export function NoticeView(props: {
  tone: "quiet" | "good" | "bad";
  icon: IconName;
  title: string;
  body: string;
  children?: ComponentChildren;
}): VNode {
  return (
    <section className={`notice notice-${props.tone}`} role="status">
      <span className="notice-icon">
        <Icon name={props.icon} />
      </span>
      <h1>{props.title}</h1>
      {props.children}
      <p>{props.body}</p>
    </section>
  );
}
