import { verdictFor } from "@aside/policy";
import type { Amount, RefusalCode, RequestedBy, TokenType } from "@aside/protocol";
import type { ConversationEvent, Snapshot } from "@aside/session";
import type { Tenant } from "../tenants/tenants.ts";

export interface CaptureTimes {
  readonly captureSeconds: number;
  readonly extensionSeconds: number;
  readonly extensions: number;
}

type CaptureRequested = Extract<ConversationEvent, { type: "capture.requested" }>;

/** The event that asks for a capture, or why it may not be asked for. */
export function captureRequest(
  tenant: Pick<Tenant, "templates" | "region">,
  wish: {
    readonly capture: string;
    readonly template: string;
    readonly purpose?: string | undefined;
    readonly amount?: Amount | undefined;
    readonly by: RequestedBy;
    readonly stray?: string | undefined;
    readonly subject?: string | undefined;
    readonly tokenType?: TokenType | undefined;
  },
  times: CaptureTimes,
  now: number,
): CaptureRequested | RefusalCode {
  const template = tenant.templates.get(wish.template);
  if (template === undefined) return "unknown_template";
  // The collector pays what the customer was shown, so there has to be something to show.
  if (template.charge !== undefined && wish.amount === undefined) return "malformed";
  // Of a pointer nothing is kept that could be paid with.
  if (template.charge !== undefined && (wish.tokenType ?? template.token) === "pointer")
    return "malformed";
  const { rule } = verdictFor({
    region: tenant.region,
    classes: template.fields.map((field) => field.class),
    channel: "webchat_iframe",
    purpose: wish.purpose ?? null,
  });
  if (rule !== "allow") return "policy_denied";
  return {
    type: "capture.requested",
    capture: wish.capture,
    template: template.id,
    title: template.title,
    ...(wish.purpose === undefined ? {} : { purpose: wish.purpose }),
    ...(wish.amount === undefined ? {} : { amount: wish.amount }),
    by: wish.by,
    ...(wish.stray === undefined ? {} : { stray: wish.stray }),
    ...(wish.subject === undefined ? {} : { subject: wish.subject }),
    ...(wish.tokenType === undefined ? {} : { tokenType: wish.tokenType }),
    deadline: now + times.captureSeconds * 1_000,
    extensions: times.extensions,
  };
}

/** What was cut out of a message, if it still waits: a form opens without it as well. */
export function waiting({ context }: Snapshot, message: string | undefined): string | undefined {
  return context.strays.find(({ id }) => id === message)?.id;
}
