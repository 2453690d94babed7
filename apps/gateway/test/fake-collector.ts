import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { writeFile } from "node:fs/promises";
import { publicKeyOf, signWebhook } from "@aside/collector-client";
import {
  command,
  COMMAND_TYP,
  recordCommand,
  releaseCommand,
  type GatewayAct,
  type Callback,
  type Command,
  type ReleaseCommand,
} from "@aside/protocol";
import { encodeFields } from "@aside/seal";
import { compactVerify, decodeProtectedHeader } from "jose";

/** A collector as far as the gateway sees it: takes signed commands, and tells by signed callbacks what the test wants it to. */
export interface FakeCollector {
  readonly url: string;
  readonly commands: Command[];
  /** What it was told for the audit log. */
  readonly acts: GatewayAct[];
  /** What it was asked to release. It opens nothing: it answers what {@link releases} says. */
  readonly released: ReleaseCommand[];
  releases(texts: Readonly<Record<string, string>>): void;
  /** What the next commands are answered with; 200 until set. */
  answer(status: number, code?: string): void;
  /** Resolves with the first command that matches, past or future. */
  heard(matches: (command: Command) => boolean): Promise<Command>;
  /** Sends a callback to a gateway. @returns the status of its answer */
  tell(gateway: string, callback: Callback, id?: string): Promise<number>;
  /** Posts anything, signed as a callback is. */
  post(url: string, said: unknown, id?: string): Promise<Response>;
  close(): Promise<void>;
}

/** @param files where the gateway's public keys are and where to put the collector's */
export async function startFakeCollector(files: {
  readonly gatewayKey: () => string;
  readonly collectorKeys: string;
}): Promise<FakeCollector> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const jwk = createPublicKey(privateKey).export({ format: "jwk" });
  await writeFile(files.collectorKeys, JSON.stringify({ keys: [{ ...jwk, kid: "collector" }] }));
  const sealing = generateKeyPairSync("x25519").publicKey.export({ format: "jwk" });
  const commands: Command[] = [];
  const released: ReleaseCommand[] = [];
  const acts: GatewayAct[] = [];
  let texts: Readonly<Record<string, string>> = {};
  const waiting = new Set<() => void>();
  let status = 200;
  let code = "unavailable";

  const server: Server = createServer((request, response) => {
    if (request.url === "/v1/sealing-key") {
      const body = JSON.stringify({ kid: "ck_fake", publicKey: sealing.x });
      response.writeHead(200, { ...signWebhook([privateKey], "key_1", Date.now(), body) });
      response.end(body);
      return;
    }
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const jws = Buffer.concat(parts).toString();
      if (request.url === "/v1/strays/release") {
        void claimsOf(jws).then((claims) => {
          released.push(releaseCommand.parse(claims));
          const fields = Object.entries(texts).map(([id, text]) => ({
            name: `t.${id}.0`,
            bytes: Buffer.from(text),
          }));
          response.end(encodeFields(fields));
        });
        return;
      }
      if (request.url === "/v1/acts") {
        void claimsOf(jws).then((claims) => {
          if (status >= 300) return response.writeHead(status).end("{}");
          acts.push(...recordCommand.parse(claims).acts);
          return response.end("{}");
        });
        return;
      }
      void take(jws).then((taken) => {
        response.writeHead(taken ? status : 400, { "content-type": "application/json" });
        response.end(taken && status < 300 ? "{}" : JSON.stringify({ code, text: "no" }));
      });
    });
  });
  const take = async (jws: string): Promise<boolean> => {
    if (decodeProtectedHeader(jws).typ !== COMMAND_TYP) return false;
    const claims = await claimsOf(jws);
    if (claims === null) return false;
    commands.push(command.parse(claims));
    for (const wake of waiting) wake();
    return true;
  };
  const claimsOf = async (jws: string): Promise<unknown> => {
    const { payload } = await compactVerify(jws, publicKeyOf(files.gatewayKey()));
    const { iss, aud, iat, exp, jti, ...claims } = JSON.parse(Buffer.from(payload).toString());
    return [iss, aud, iat, exp, jti].every(Boolean) ? claims : null;
  };
  const post = async (
    url: string,
    said: unknown,
    id = `cb_${randomBytes(8).toString("hex")}`,
  ): Promise<Response> => {
    const body = JSON.stringify(said);
    const headers = { ...signWebhook([privateKey], id, Date.now(), body) };
    return await fetch(url, { method: "POST", headers, body });
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    commands,
    acts,
    released,
    releases: (next) => void (texts = next),
    answer(next, nextCode = "unavailable") {
      status = next;
      code = nextCode;
    },
    heard(matches) {
      return new Promise((resolve) => {
        const look = () => {
          const found = commands.find(matches);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    async tell(gateway, callback, id = `cb_${randomBytes(8).toString("hex")}`) {
      const message = { callbacks: [{ id, callback }] };
      return (await post(`${gateway}/v1/callbacks`, message)).status;
    },
    post,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
