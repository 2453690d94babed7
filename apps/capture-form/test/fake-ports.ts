import { cardTemplate, type SubmittedValue, type Template } from "@aside/fields";
import type { OpenReply, SealedEnvelope, StateReply, SubmitReply } from "@aside/protocol";
import type { Clock, CollectorApi, Failure, Reply, Sealer } from "../src/flow/ports.ts";

export const NOW = Date.UTC(2026, 10, 22);

export function openReply(
  changes: Partial<OpenReply> = {},
  template: Template = cardTemplate,
): OpenReply {
  return {
    capture: "cap_00000000000000000000000000",
    jti: "ticket-1",
    tenant: { id: "demo", name: "Demo", privacyUrl: null },
    template: JSON.parse(JSON.stringify(template)),
    requestedBy: "Anna",
    locale: "en-US",
    retentionDays: 30,
    deadline: NOW + 300_000,
    now: NOW,
    key: { kid: "k1", suite: "xc20p", publicKey: "x".repeat(43) },
    ...changes,
  };
}

/** A clock that stands still until told. */
export function fakeClock(): Clock & { pass(milliseconds: number): void; waits: number[] } {
  let time = NOW;
  const timers = new Set<{ every: number; next: number; call: () => void }>();
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    every(milliseconds, call) {
      const timer = { every: milliseconds, next: time + milliseconds, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    wait(milliseconds) {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    pass(milliseconds) {
      const end = time + milliseconds;
      for (; time < end; time += 1_000) {
        for (const timer of timers) {
          if (timer.next > time + 1_000) continue;
          timer.next += timer.every;
          timer.call();
        }
      }
    },
  };
}

export type Call =
  | { call: "open"; ticket: string; parentOrigin: string | null; epk: string }
  | { call: "progress" }
  | { call: "state" }
  | { call: "submit"; envelope: SealedEnvelope };

/** A collector that answers what the lists say; the last answer stays. */
export function fakeCollector(answers: {
  open?: Reply<OpenReply>[];
  submit?: Reply<SubmitReply>[];
  state?: Reply<StateReply>[];
}): CollectorApi & { calls: Call[] } {
  const calls: Call[] = [];
  const next = <T>(list: Reply<T>[] | undefined): Reply<T> =>
    (list && (list.length > 1 ? list.shift() : list[0])) ?? failed("unanswered");
  return {
    calls,
    open(request) {
      calls.push({ call: "open", ...request });
      return Promise.resolve(next(answers.open));
    },
    progress() {
      calls.push({ call: "progress" });
      return Promise.resolve(ok(null));
    },
    submit({ envelope }) {
      calls.push({ call: "submit", envelope });
      return Promise.resolve(next(answers.submit));
    },
    state() {
      calls.push({ call: "state" });
      return Promise.resolve(next(answers.state));
    },
  };
}

/** Seals by writing down what it was given: each sealing gets another number. */
export function fakeSealer(): () => Promise<Sealer> {
  let sealings = 0;
  return () =>
    Promise.resolve({
      suite: "xc20p",
      epk: "e".repeat(43),
      prepare: () => Promise.resolve(),
      seal: async (reply: OpenReply, values: readonly SubmittedValue[]) => {
        sealings += 1;
        const text = values.map(({ name, bytes }) => `${name}=${new TextDecoder().decode(bytes)}`);
        return {
          v: 1,
          suite: "xc20p",
          kid: reply.key.kid,
          jti: reply.jti,
          epk: "e".repeat(43),
          n: String(sealings),
          ct: text.join("&"),
        };
      },
    });
}

export function ok<T>(value: T): Reply<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
