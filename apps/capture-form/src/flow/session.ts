import type { Template } from "@aside/fields";
import type { OpenReply, SealedEnvelope } from "@aside/protocol";
import type { OpenCapture } from "./flow-state.ts";
import { createFormModel, type FormModel } from "./form-model.ts";
import type { Clock, Sealer } from "./ports.ts";

/** One opened capture, from the collector's answer to its end. */
export interface Session {
  readonly reply: OpenReply;
  capture: OpenCapture;
  readonly sealer: Sealer;
  model: FormModel;
  deadline: number;
  /** Add to the local clock for the collector's time. */
  skew: number;
  begun: boolean;
  sealed: SealedEnvelope | undefined;
  /** Of what is being paid with: sent again it says what became of it. */
  paying: SealedEnvelope | undefined;
}

export function startSession(
  reply: OpenReply,
  template: Template,
  given: { sealer: Sealer; clock: Clock; isAlone: boolean; homeCountry: () => string },
): Session {
  const { sealer, clock, isAlone, homeCountry } = given;
  const { tenant, purpose, amount, requestedBy, retentionDays, deadline, now } = reply;
  const skew = now - clock.now();
  const country = template.fields.find((field) => field.class === "address.country");
  const prefilled = new Map(reply.prefilled?.map(({ name, display }) => [name, display]));
  const initial = country ? { [country.name]: homeCountry() } : {};
  return {
    reply,
    capture: {
      tenantName: tenant.name,
      privacyUrl: tenant.privacyUrl,
      template,
      purpose,
      amount,
      requestedBy,
      retentionDays,
      isAlone,
    },
    sealer,
    model: createFormModel(template, () => clock.now() + skew, initial, prefilled),
    deadline,
    skew,
    begun: false,
    sealed: undefined,
    paying: undefined,
  };
}

/** From now on the form asks for the security code alone. */
export function askForCodeAlone(session: Session, clock: Clock): void {
  const { template } = session.capture;
  const fields = template.fields.filter((field) => field.class === "card.cvv");
  session.model.clear();
  session.capture = { ...session.capture, template: { ...template, fields } };
  session.model = createFormModel(session.capture.template, () => clock.now() + session.skew);
}
