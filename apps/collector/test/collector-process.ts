import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gatewayKey, makeFolder, publicKeyIn, startGateway, writeGatewayKeys } from "./harness.ts";

export const AUDIENCE = "http://collector.test";

type PlaceFolder = Awaited<ReturnType<typeof makeFolder>>;

/** A data folder, a gateway that hears, and collectors as processes of their own on them. */
export async function makePlace(bundle: { file: string }, at?: PlaceFolder) {
  const key = gatewayKey();
  const { folder, remove } = at ?? (await makeFolder());
  const gateway = await startGateway();
  await writeGatewayKeys(folder, key);
  const children = new Set<ChildProcess>();
  const faultFile = join(folder, "fault");
  let output = "";

  const start = (args: string[], env: Record<string, string> = {}, flags: string[] = []) => {
    const child = spawn(process.execPath, [...flags, bundle.file, ...args], {
      env: {
        PATH: process.env["PATH"],
        ASIDE_DATA: folder,
        ASIDE_COLLECTOR_PORT: "0",
        ASIDE_GATEWAY_URL: gateway.url,
        ASIDE_COLLECTOR_URL: AUDIENCE,
        ASIDE_DEMO: "1",
        ASIDE_LOG: "debug",
        ASIDE_FAULT_FILE: faultFile,
        ...env,
      },
    });
    children.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => (output += part.toString()));
    }
    return child;
  };
  const end = async (child: ChildProcess, signal: "SIGTERM" | "SIGKILL") => {
    children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "close");
  };
  return {
    folder,
    gateway,
    key,
    start,
    end,
    /** All that any of its processes wrote. */
    output: () => output,
    async serve(env: Record<string, string> = {}) {
      const from = output.length;
      const child = start([], env);
      const port = await new Promise<number>((resolve, reject) => {
        child.stdout.on("data", () => {
          const found = /"port":(\d+)[^\n]*"msg":"started"/.exec(output.slice(from))?.[1];
          if (found) resolve(Number(found));
        });
        child.once("close", () => reject(new Error(output.slice(from))));
      });
      gateway.trust(await publicKeyIn(join(folder, "collector", "public.jwks.json")));
      return { child, url: `http://127.0.0.1:${port}` };
    },
    /** The next time that a process of a bundle with fault points comes to this step, it dies there. */
    arm: (step: string) => writeFile(faultFile, step),
    async stop() {
      for (const child of children) await end(child, "SIGTERM");
      await gateway.close();
      await remove();
    },
  };
}
