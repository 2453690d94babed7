import type { SubmittedValue } from "@aside/fields";
import type {
  CollectorRefusal,
  OpenReply,
  OpenRequest,
  ProgressRequest,
  SealedEnvelope,
  StateReply,
  SubmitReply,
  SubmitRequest,
} from "@aside/protocol";

/** `unanswered`: no reply came, or none that can be read; whether the request was carried out is not known. */
export type Failure = CollectorRefusal["code"] | "unanswered";
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export interface CollectorApi {
  open(request: OpenRequest): Promise<Reply<OpenReply>>;
  progress(request: ProgressRequest): Promise<Reply<unknown>>;
  submit(request: SubmitRequest): Promise<Reply<SubmitReply>>;
  state(capture: string, jti: string): Promise<Reply<StateReply>>;
}

/** One ephemeral key pair: made before the capture is opened, used for its one submission. */
export interface Sealer {
  readonly suite: SealedEnvelope["suite"];
  readonly epk: string;
  /** Loads what sealing needs, if that is not there yet; the first sealing does so too. */
  prepare(): Promise<void>;
  seal(reply: OpenReply, values: readonly SubmittedValue[]): Promise<SealedEnvelope>;
}

export interface Clock {
  now(): number;
  /** Calls back until what it returns is called. */
  every(milliseconds: number, call: () => void): () => void;
  wait(milliseconds: number): Promise<void>;
}
