import {
  demoView,
  exportPreview,
  findingsView,
  incident,
  incidentPage,
  replayView,
  signedIn,
} from "@aside/protocol";
import type {
  DemoView,
  ExportFormat,
  ExportPreview,
  ExportWish,
  FindingsView,
  Incident,
  IncidentPage,
  IncidentQuery,
  ReplayView,
  ReviewWish,
  SignedIn,
} from "@aside/protocol";
import { exportFile, type ExportedFile, type ExportProgress } from "./export-file.ts";
import { call, post, read } from "./http.ts";

export type SignInResult =
  | { readonly ok: true; readonly session: SignedIn }
  | { readonly ok: false; readonly why: "wrong" | "too-many" | "unreachable" };

/** What the console asks over HTTP. Rejects with `ApiError` where nothing else is said. */
export interface Api {
  /** Null where nobody is signed in. */
  me(): Promise<SignedIn | null>;
  signIn(tenant: string, email: string, password: string): Promise<SignInResult>;
  signOut(): Promise<void>;
  /** Null unless this is a demonstration. */
  demo(): Promise<DemoView | null>;
  replay(conversation: string): Promise<ReplayView>;
  /** Why spans of its messages were cut, or would be replaced in an export. */
  findings(conversation: string): Promise<FindingsView>;
  /** For supervisors. */
  incidents(query: Partial<IncidentQuery>, signal: AbortSignal): Promise<IncidentPage>;
  /** Says how an incident stands; the incident with it. */
  reviewIncident(
    incident: Pick<Incident, "conversation" | "seq">,
    wish: ReviewWish,
  ): Promise<Incident>;
  exportPreview(wish: Partial<ExportWish>, signal: AbortSignal): Promise<ExportPreview>;
  /** The file and its manifest, while `progress` hears how far it is. A broken connection is tried again. */
  exportFile(
    wish: Partial<ExportWish> & { readonly format: ExportFormat },
    progress: (at: ExportProgress) => void,
    signal: AbortSignal,
  ): Promise<ExportedFile>;
}

export function createApi(): Api {
  return {
    async me() {
      const response = await call("/v1/me");
      const nobody = response.status === 204 || response.status === 401;
      return nobody ? null : read(response, signedIn);
    },
    async signIn(tenant, email, password) {
      const response = await post("/v1/sign-in", { tenant, email, password }).catch(() => null);
      if (response === null || response.status >= 500) return { ok: false, why: "unreachable" };
      if (response.status === 429) return { ok: false, why: "too-many" };
      if (!response.ok) return { ok: false, why: "wrong" };
      return { ok: true, session: await read(response, signedIn) };
    },
    async signOut() {
      await post("/v1/sign-out", {});
    },
    async demo() {
      const response = await call("/v1/demo");
      return response.ok ? read(response, demoView) : null;
    },
    async replay(conversation) {
      return read(await call(`/v1/conversations/${conversation}/replay`), replayView);
    },
    async findings(conversation) {
      return read(await call(`/v1/conversations/${conversation}/findings`), findingsView);
    },
    async incidents(query, signal) {
      return read(await call(`/v1/incidents?${queryOf(query)}`, { signal }), incidentPage);
    },
    async reviewIncident({ conversation, seq }, wish) {
      return read(await post(`/v1/incidents/${conversation}/${seq}/reviews`, wish), incident);
    },
    async exportPreview(wish, signal) {
      return read(await call(`/v1/export/preview?${queryOf(wish)}`, { signal }), exportPreview);
    },
    exportFile,
  };
}

function queryOf(wish: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wish))
    if (value !== undefined) query.set(name, String(value));
  return query.toString();
}
