import { createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cardTemplate } from "@aside/fields";
import {
  COMMAND_TYP,
  createId,
  openReply,
  type OpenReply,
  type SealedEnvelope,
  TICKET_TYP,
} from "@aside/protocol";
import {
  createEphemeral,
  fromBase64url,
  hashTemplate,
  ready,
  sealSubmission,
  toBase64url,
  type Ephemeral,
} from "@aside/seal";
import { placeCluster } from "@aside/postgres/ready-cluster";
import { createLog, type Lifecycle } from "@aside/service";
import { SignJWT } from "jose";
import * as z from "zod";
import { collectorEvents } from "../src/events.ts";
import { readCollectorSettings } from "../src/settings.ts";
import { startCollector } from "../src/start-collector.ts";
import { putTenant } from "../src/tenants.ts";
import { startGateway } from "./start-gateway.ts";

export { startGateway };

export const PARENT = "http://shop.test";
export const CARD = {
  "card.pan": "4111 1111 1111 1111",
  "card.holder": "Jane Q Canary",
  "card.exp": "12/34",
  "card.cvv": "987",
};

/** The other side's key pair, as the gateway publishes it. */
export function gatewayKey() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  return { kid: "gw1", privateKey, x };
}

export async function publicKeyIn(path: string): Promise<KeyObject> {
  const set = z.object({ keys: z.tuple([z.object({ x: z.string() })]) });
  const [{ x }] = set.parse(JSON.parse(await readFile(path, "utf8"))).keys;
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

export async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), "aside-collector-"));
  // PostgreSQL's own user passes through it.
  await chmod(folder, 0o711);
  await placeCluster(join(folder, "collector"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function writeGatewayKeys(folder: string, key: { kid: string; x: string }) {
  await mkdir(join(folder, "gateway"), { recursive: true });
  const jwk = { kty: "OKP", crv: "Ed25519", x: key.x, kid: key.kid, use: "sig", alg: "EdDSA" };
  await writeFile(join(folder, "gateway", "public.jwks.json"), JSON.stringify({ keys: [jwk] }));
}

/** What gateway and form do to a collector at `url`. */
export function createPeers(options: {
  url: string;
  gatewayUrl: string;
  audience: string;
  key: { kid: string; privateKey: KeyObject };
  now?: () => number;
}) {
  const { url, gatewayUrl, audience, key, now = Date.now } = options;
  // One clock for both: the second may turn between two looks, and a life of 61 seconds is refused.
  const sign = (
    typ: string,
    claims: Record<string, unknown>,
    life: number,
    seconds = Math.floor(now() / 1_000),
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "EdDSA", typ, kid: key.kid })
      .setIssuer(gatewayUrl)
      .setAudience(audience)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + life)
      .setJti(randomBytes(16).toString("base64url"))
      .sign(key.privateKey);
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const reply: unknown = await response.json();
    return { status: response.status, body: reply };
  };
  const peers = {
    sign,
    send,
    command: async (claims: Record<string, unknown>) =>
      await send("/v1/commands", await sign(COMMAND_TYP, claims, 60), {
        "content-type": "application/jose",
      }),
    registration: (capture: string, more: Record<string, unknown> = {}) => ({
      command: "register",
      tenant: "demo",
      conversation: createId("cnv", new Uint8Array(16)),
      capture,
      template: cardTemplate,
      purpose: "your order 1042",
      amount: { minor: 4_200, currency: "EUR" },
      requestedBy: "Ada",
      policy: "p1",
      retentionDays: 30,
      showExpiry: false,
      deadline: now() + 300_000,
      ...more,
    }),
    async register(more: Record<string, unknown> = {}) {
      const capture = createId("cap", randomBytes(16));
      const answer = await peers.command(peers.registration(capture, more));
      if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      return capture;
    },
    ticket: (capture: string, more: Record<string, unknown> = {}) =>
      sign(
        TICKET_TYP,
        {
          tenant: "demo",
          conversation: createId("cnv", new Uint8Array(16)),
          capture,
          template: "card",
          parentOrigin: PARENT,
          locale: "en",
          ...more,
        },
        600,
      ),
    async open(
      capture: string,
      ephemeral: Ephemeral = createEphemeral(),
      parentOrigin: string = PARENT,
    ) {
      return await peers.openWith(
        await peers.ticket(capture, { parentOrigin }),
        ephemeral,
        parentOrigin,
      );
    },
    async openWith(
      ticket: string,
      ephemeral: Ephemeral = createEphemeral(),
      parentOrigin: string = PARENT,
    ) {
      const epk = toBase64url(ephemeral.publicKey);
      const answer = await send("/v1/captures/open", { ticket, epk, parentOrigin });
      return { ephemeral, reply: openReply.parse(answer.body), ticket };
    },
    seal: (
      form: { reply: OpenReply; ephemeral: Ephemeral },
      values: Record<string, string> = CARD,
    ): SealedEnvelope =>
      sealSubmission({
        key: {
          kid: form.reply.key.kid,
          publicKey: fromBase64url(form.reply.key.publicKey) ?? new Uint8Array(),
        },
        ephemeral: form.ephemeral,
        binding: {
          tenant: form.reply.tenant.id,
          capture: form.reply.capture,
          jti: form.reply.jti,
          templateHash: hashTemplate(form.reply.template),
        },
        fields: Object.entries(values).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
      }),
    submit: (capture: string, envelope: SealedEnvelope) =>
      send("/v1/captures/submit", { capture, envelope }),
    async state(capture: string, jti: string) {
      const response = await fetch(`${url}/v1/captures/${capture}/state?jti=${jti}`);
      const reply: unknown = await response.json();
      return { status: response.status, body: reply };
    },
  };
  return peers;
}

/** A collector in this process on a database of its own, a gateway that hears it, and both its peers. */
export async function startTestCollector(
  options: {
    formFolder?: string;
    rate?: number;
    destinations?: readonly object[];
    env?: Readonly<Record<string, string>>;
  } = {},
) {
  await ready();
  const { folder, remove } = await makeFolder();
  const key = gatewayKey();
  await writeGatewayKeys(folder, key);
  const gateway = await startGateway();
  const audience = "http://collector.test";
  const destinations = join(folder, "destinations.json");
  await writeFile(destinations, JSON.stringify({ destinations: options.destinations ?? [] }));
  const settings = readCollectorSettings({
    ASIDE_DATA: folder,
    ASIDE_COLLECTOR_DESTINATIONS: destinations,
    ASIDE_COLLECTOR_PORT: "0",
    ASIDE_GATEWAY_URL: gateway.url,
    ASIDE_COLLECTOR_URL: audience,
    ASIDE_COLLECTOR_RATE: String(options.rate ?? 100_000),
    ASIDE_DEMO: "1",
    ...options.env,
  });
  const lines: string[] = [];
  const log = createLog({
    name: "collector",
    level: "debug",
    events: collectorEvents,
    destination: { write: (line: string) => void lines.push(line) },
  });
  const steps: (() => unknown)[] = [];
  const onStop: Lifecycle["onStop"] = (_, stop) => void steps.push(stop);
  let offset = 0;
  const now = () => Date.now() + offset;
  const { port, collector } = await startCollector({
    settings,
    log,
    formFolder: options.formFolder ?? join(folder, "no-form"),
    onStop,
    now,
  });
  const tenant = { name: "Shop", parentOrigins: [PARENT], privacyUrl: null, locale: "en" };
  await putTenant(collector.database, collector.audit, { id: "demo", ...tenant });
  await putTenant(collector.database, collector.audit, { id: "other", ...tenant });
  gateway.trust(await publicKeyIn(settings.publicKeys));
  const url = `http://127.0.0.1:${port}`;
  return {
    ...createPeers({ url, gatewayUrl: gateway.url, audience, key, now }),
    url,
    folder,
    gateway,
    collector,
    key,
    audience,
    lines,
    now,
    /** Moves the collector's clock and its peers'. */
    advance(ms: number) {
      offset += ms;
    },
    async stop() {
      for (const step of steps.toReversed()) await step();
      await gateway.close();
      await remove();
    },
  };
}

export type TestCollector = Awaited<ReturnType<typeof startTestCollector>>;
