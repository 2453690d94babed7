import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** A gateway as a process of its own. */
export interface GatewayProcess {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** Resolves once it serves; rejects with what it said where it ends before. */
export async function startProcess(
  main: string,
  env: Record<string, string>,
): Promise<GatewayProcess> {
  const child = spawn(process.execPath, [main], { env });
  let text = "";
  const keep = (part: Buffer) => void (text += part.toString());
  child.stderr.on("data", keep);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (part: Buffer) => {
      keep(part);
      if (text.includes('"msg":"started"')) resolve();
    });
    child.on("exit", () => reject(new Error(text)));
  });
  return { child, output: () => text };
}

/** What a gateway that ends by itself said, and with which code. */
export async function ended(
  main: string,
  env: Record<string, string>,
  ...words: string[]
): Promise<{ readonly code: unknown; readonly text: string }> {
  const child = spawn(process.execPath, [main, ...words], { env });
  let text = "";
  child.stderr.on("data", (part: Buffer) => void (text += part.toString()));
  const [code]: unknown[] = await once(child, "exit");
  return { code, text };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
