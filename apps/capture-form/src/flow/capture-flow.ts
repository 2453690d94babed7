import type { SubmittedValue } from "@aside/fields";
import type { ChargeState, SealedEnvelope } from "@aside/protocol";
import type { FlowState, FlowView } from "./flow-state.ts";
import type { FormModel } from "./form-model.ts";
import {
  afterFailedOpen,
  afterState,
  isOver,
  isPassing,
  isPaying,
  isUndecided,
} from "./next-state.ts";
import { openRequestOf } from "./open-request.ts";
import type { Clock, CollectorApi, Failure, Sealer } from "./ports.ts";
import { readTemplate } from "./read-template.ts";
import { askForCodeAlone, startSession, type Session } from "./session.ts";

const TICK = 1_000;
/** How often a window of its own asks what became of the capture; a frame is told by its parent. */
const POLL_TICKS = 10;
const PAYING_TICKS = 2;
const COUNTDOWN = 60_000;
const QUIET_RETRIES = [1_000, 3_000] as const;

export interface CaptureFlow {
  view(): FlowView;
  /** The form's values and errors; undefined where there is no form. */
  model(): FormModel | undefined;
  /** Calls back after each change of the view or the model. */
  subscribe(listener: () => void): () => void;
  /** A ticket arrived: opens the capture. `parentOrigin` is the browser's word on who embeds; null in a window of its own. */
  open(ticket: string, parentOrigin: string | null): Promise<void>;
  /** There will be no ticket. */
  noTicket(): void;
  /** To be called after every change of the model by the customer. */
  typed(): void;
  /** To be called after the customer left a field. */
  touched(): void;
  submit(): Promise<void>;
  /** Sends the same sealed submission again. */
  retry(): Promise<void>;
  setCovered(covered: boolean): void;
  /** The deadline may have moved, or the capture ended elsewhere. */
  refresh(): Promise<void>;
  /** Forgets everything the customer typed. */
  dispose(): void;
}

/** One capture in one page, from ticket to end. No React and no page in it: `ports` are what it does to the world. */
export function createCaptureFlow(ports: {
  api: CollectorApi;
  clock: Clock;
  createSealer: () => Promise<Sealer>;
  /** Two letters, a guess to start an address with. */
  homeCountry: () => string;
  locale: string;
}): CaptureFlow {
  const { api, clock } = ports;
  const listeners = new Set<() => void>();
  let flow: FlowState = { state: "waiting" };
  let covered = false;
  let session: Session | undefined;
  let locale = ports.locale;
  let stopTicking = () => undefined as void;
  let ticks = 0;
  let lastOpen: { ticket: string; parentOrigin: string | null } | undefined;
  let cached: FlowView | undefined;

  return {
    view: () => (cached ??= { flow, covered, locale, secondsLeft: secondsLeft() }),
    model: () => session?.model,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    noTicket: () => end({ state: "broken", why: "no_ticket" }),
    typed() {
      if (session && !session.begun) {
        session.begun = true;
        void api.progress({ capture: session.reply.capture, jti: session.reply.jti });
      }
      changed();
    },
    touched: changed,
    async submit() {
      if (session === undefined || flow.state !== "form" || covered) return;
      const judged = session.model.submit();
      if (!judged.ok) return changed();
      const current = session;
      set({ state: "sending", capture: current.capture });
      const sealed = await seal(current, judged.values);
      if (session !== current) return;
      if (sealed === null) return end({ state: "broken", why: "unsupported" });
      current.sealed = sealed;
      await send(current, sealed);
    },
    async retry() {
      if (flow.state === "broken" && flow.why === "unreachable" && lastOpen) {
        return open(lastOpen.ticket, lastOpen.parentOrigin);
      }
      if (flow.state === "retry" && session?.sealed) await send(session, session.sealed);
    },
    setCovered(now) {
      if (covered === now) return;
      covered = now;
      changed();
    },
    refresh,
    dispose() {
      session?.model.clear();
      stopTicking();
      listeners.clear();
    },
  };

  async function open(ticket: string, parentOrigin: string | null): Promise<void> {
    if (flow.state === "opening" || flow.state === "sending") return;
    lastOpen = { ticket, parentOrigin };
    session?.model.clear();
    session = undefined;
    set({ state: "opening" });
    const sealer = await ports.createSealer().catch(() => null);
    if (sealer === null) return end({ state: "broken", why: "unsupported" });
    const reply = await api.open(openRequestOf(ticket, parentOrigin, sealer));
    if (!reply.ok) return end(afterFailedOpen(reply.failure));
    if (reply.value.key.suite !== sealer.suite) return end({ state: "broken", why: "unsupported" });
    const template = readTemplate(reply.value.template);
    if (template === null) return end({ state: "broken", why: "unsupported" });
    locale = reply.value.locale;
    session = startSession(reply.value, template, {
      sealer,
      clock,
      isAlone: parentOrigin === null,
      homeCountry: ports.homeCountry,
    });
    stopTicking();
    stopTicking = clock.every(TICK, tick);
    set({ state: "form", capture: session.capture });
    // On another device, or before a reload, a payment may have begun.
    if (template.charge !== undefined) await refresh();
  }

  /** Null where it cannot be sealed to the key that the collector gave. The values are wiped either way. */
  async function seal(current: Session, values: readonly SubmittedValue[]) {
    try {
      return await current.sealer.seal(current.reply, values);
    } catch {
      return null;
    } finally {
      for (const { bytes } of values) bytes.fill(0);
    }
  }

  async function send(current: Session, envelope: SealedEnvelope): Promise<void> {
    const { capture } = current;
    set({ state: "sending", capture });
    for (const pause of [...QUIET_RETRIES, undefined]) {
      const reply = await api.submit({ capture: current.reply.capture, envelope });
      if (session !== current) return;
      if (reply.ok && reply.value.outcome === "stored") {
        const { display, paid } = reply.value;
        return end({ state: "stored", display, ...(paid && { paid }) });
      }
      if (reply.ok && reply.value.outcome === "charge") {
        if (current.capture.template.fields.length > 1) current.paying = envelope;
        return follow(current, reply.value.charge);
      }
      if (reply.ok && reply.value.outcome === "invalid") {
        current.sealed = undefined;
        current.model.refuse(reply.value.errors);
        return set({ state: "form", capture });
      }
      if (!reply.ok && !isPassing(reply.failure)) return afterRefusedSubmit(reply.failure);
      if (pause === undefined) return set({ state: "retry", capture });
      await clock.wait(pause);
    }
  }

  /** Where the payment stands decides what is shown. */
  function follow(current: Session, charge: ChargeState): void {
    const { capture } = current;
    switch (charge.state) {
      case "pending":
        return set({ state: "charging", capture });
      case "challenge": {
        if (flow.state === "challenge") return changed();
        const url = `/challenge/${current.reply.capture}?jti=${encodeURIComponent(current.reply.jti)}`;
        return set({ state: "challenge", capture, url });
      }
      case "code_wanted":
        if (flow.state === "form" && flow.codeAgain) return changed();
        askForCodeAlone(current, clock);
        return set({ state: "form", capture: current.capture, codeAgain: true });
      case "unknown":
        return end({ state: "ended", ending: "failed", paymentUnknown: true });
      case "declined":
        current.sealed = undefined;
        return set({ state: "form", capture, declined: charge.reason });
    }
  }

  async function afterRefusedSubmit(failure: Failure): Promise<void> {
    if (failure === "capture_replaced") return end({ state: "replaced" });
    if (failure === "capture_over" || failure === "different_submission") {
      await refresh();
      if (flow.state !== "sending") return;
      // Decided meanwhile: what was typed can be sent again.
      if (failure === "different_submission" && session !== undefined)
        return set({ state: "form", capture: session.capture });
      end({ state: "ended", ending: "failed" });
      return;
    }
    end({ state: "broken", why: "unsupported" });
  }

  async function refresh(): Promise<void> {
    const current = session;
    if (current === undefined || isOver(flow)) return;
    const reply = await api.state(current.reply.capture, current.reply.jti);
    if (session !== current || isOver(flow) || !reply.ok) return;
    current.deadline = reply.value.deadline;
    current.skew = reply.value.now - clock.now();
    const after = afterState(reply.value.state);
    const { charge } = reply.value;
    const paid = after?.state === "ended" && after.ending === "completed" && current.paying;
    if (paid) await send(current, paid);
    else if (after?.state === "ended" && charge?.state === "unknown") {
      end({ ...after, paymentUnknown: true });
    } else if (after) end(after);
    else if (charge && (isPaying(flow) || isUndecided(charge))) follow(current, charge);
    else changed();
  }

  function tick(): void {
    const current = session;
    if (current === undefined || isOver(flow)) return;
    ticks += 1;
    const left = current.deadline - clock.now() - current.skew;
    if (isPaying(flow) && ticks % PAYING_TICKS === 0) return void refresh();
    if (left <= 0 || (current.capture.isAlone && ticks % POLL_TICKS === 0)) void refresh();
    if (left < COUNTDOWN) changed();
  }

  function secondsLeft(): number | undefined {
    if (session === undefined || isOver(flow)) return undefined;
    const left = session.deadline - clock.now() - session.skew;
    return left < COUNTDOWN ? Math.max(0, Math.ceil(left / 1_000)) : undefined;
  }

  /** Nothing more will be typed here: values and key are forgotten. */
  function end(next: FlowState): void {
    stopTicking();
    session?.model.clear();
    session = undefined;
    set(next);
  }

  function set(next: FlowState): void {
    flow = next;
    changed();
  }

  function changed(): void {
    cached = undefined;
    for (const listener of listeners) listener();
  }
}
