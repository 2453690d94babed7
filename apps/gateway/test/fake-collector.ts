import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { writeFile } from "node:fs/promises";
import { publicKeyOf, signWebhook } from "@aside/collector-client";
import { command, COMMAND_TYP, type Callback, type Command } from "@aside/protocol";
import { compactVerify, decodeProtectedHeader } from "jose";

/** A collector as far as the gateway sees it: takes signed commands, and tells by signed callbacks what the test wants it to. */
export interface FakeCollector {
  readonly url: string;
  readonly commands: Command[];
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
  const commands: Command[] = [];
  const waiting = new Set<() => void>();
  let status = 200;
  let code = "unavailable";

  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      void take(Buffer.concat(parts).toString()).then((taken) => {
        response.writeHead(taken ? status : 400, { "content-type": "application/json" });
        response.end(taken && status < 300 ? "{}" : JSON.stringify({ code, text: "no" }));
      });
    });
  });
  const take = async (jws: string): Promise<boolean> => {
    if (decodeProtectedHeader(jws).typ !== COMMAND_TYP) return false;
    const { payload } = await compactVerify(jws, publicKeyOf(files.gatewayKey()));
    const { iss, aud, iat, exp, jti, ...claims } = JSON.parse(Buffer.from(payload).toString());
    if (![iss, aud, iat, exp, jti].every(Boolean)) return false;
    commands.push(command.parse(claims));
    for (const wake of waiting) wake();
    return true;
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
    async tell(gateway, callback, id) {
      return (await post(`${gateway}/v1/callbacks`, callback, id)).status;
    },
    post,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
