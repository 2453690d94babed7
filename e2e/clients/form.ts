import { openReply, submitReply, type OpenReply, type SubmitReply } from "@aside/protocol";
import {
  createEphemeral,
  fromBase64url,
  hashTemplate,
  ready,
  sealSubmission,
  toBase64url,
} from "@aside/seal";

/** The form without a browser: the collector's public interface, sealed as the form seals. */
export interface OpenForm {
  readonly opened: OpenReply;
  progress(): Promise<void>;
  submit(values: Readonly<Record<string, string>>): Promise<SubmitReply>;
}

export async function openForm(
  collector: string,
  ticket: string,
  parentOrigin: string | null,
): Promise<OpenForm> {
  await ready();
  const ephemeral = createEphemeral();
  const opened = openReply.parse(
    await post(collector, "/v1/captures/open", {
      ticket,
      epk: toBase64url(ephemeral.publicKey),
      parentOrigin,
    }),
  );
  const publicKey = fromBase64url(opened.key.publicKey);
  if (publicKey === null) throw new Error("the collector's key is not base64url");
  return {
    opened,
    async progress() {
      await post(collector, "/v1/captures/progress", { capture: opened.capture, jti: opened.jti });
    },
    async submit(values) {
      const envelope = sealSubmission({
        key: { kid: opened.key.kid, publicKey },
        ephemeral,
        binding: {
          tenant: opened.tenant.id,
          capture: opened.capture,
          jti: opened.jti,
          templateHash: hashTemplate(opened.template),
        },
        fields: Object.entries(values).map(([name, value]) => ({
          name,
          bytes: new TextEncoder().encode(value),
        })),
      });
      return submitReply.parse(
        await post(collector, "/v1/captures/submit", { capture: opened.capture, envelope }),
      );
    },
  };
}

async function post(collector: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(collector + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: collector,
      "sec-fetch-site": "same-origin",
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}
