import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { problem } from "@aside/protocol";
import { InvalidArgumentError, Option } from "commander";
import type * as z from "zod";
import { CliError } from "./errors.ts";

export interface Gateway {
  /**
   * A request with the API key; `body` goes as JSON. One that is refused with a time to wait (429, 503) is made again then.
   *
   * @throws CliError `unreachable`, `gone` for a 404 or 409, `refused` for all else that is not done
   */
  ask(
    path: string,
    request?: {
      readonly method?: "GET" | "POST" | "PUT" | "DELETE";
      readonly query?: Readonly<Record<string, string | undefined>>;
      readonly body?: unknown;
    },
  ): Promise<Response>;
}

export interface GatewayOptions {
  readonly gateway: string;
  readonly key?: string;
}

/** The options of a command that asks a gateway. */
export function gatewayOptions(): Option[] {
  return [
    new Option("--gateway <url>", "address of the gateway")
      .env("ASIDE_GATEWAY_URL")
      .argParser(address)
      .default("http://localhost:4000"),
    new Option("--key <key>", "API key (default: the demonstration's)").env("ASIDE_API_KEY"),
  ];
}

function address(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol === "http:" || url?.protocol === "https:") return value;
  throw new InvalidArgumentError("An address such as https://gateway.example.");
}

/**
 * @param url the gateway's address
 * @param key the API key; without one, the demonstration's is read from the data folder
 * @throws CliError `no_key`
 */
export async function connect(url: string, key: string | undefined): Promise<Gateway> {
  const bearer = key ?? (await demoKey());
  return {
    async ask(path, { method = "GET", query = {}, body } = {}) {
      const target = new URL(path, url);
      for (const [name, value] of Object.entries(query))
        if (value !== undefined) target.searchParams.set(name, value);
      const json = body === undefined ? {} : { "content-type": "application/json" };
      const response = await inTurn(() =>
        fetch(target, {
          method,
          headers: { authorization: `Bearer ${bearer}`, ...json },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ).catch((cause: unknown) => {
        throw new CliError(
          "unreachable",
          `no gateway answers at ${url}. Start it (npm start), or name it with --gateway.`,
          { cause },
        );
      });
      if (response.ok) return response;
      const gone = response.status === 404 || response.status === 409;
      throw new CliError(gone ? "gone" : "refused", await reasonOf(response));
    },
  };
}

/**
 * What a response holds.
 *
 * @throws CliError `unreachable` when it broke off, `refused` when it is something else
 */
export async function answerOf<T>(response: Response, shape: z.ZodType<T>): Promise<T> {
  const text = await response.text().catch((cause: unknown) => {
    throw new CliError("unreachable", "the connection broke off", { cause });
  });
  const answer = shape.safeParse(jsonOf(text));
  if (answer.success) return answer.data;
  throw new CliError(
    "refused",
    `what answers at ${new URL(response.url).origin} is no gateway, or not of this version.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds that a request waits for its turn: others' exports take their time. */
const PATIENCE = 3_600;

async function inTurn(ask: () => Promise<Response>): Promise<Response> {
  for (let waited = 0; ;) {
    const response = await ask();
    const seconds = secondsToWait(response);
    if (seconds === null || waited + seconds > PATIENCE) return response;
    process.stderr.write(`the gateway is busy; asking again in ${seconds} s\n`);
    await response.body?.cancel();
    await pause(seconds * 1_000);
    waited += seconds;
  }
}

/** Null where waiting changes nothing, as far as the gateway says. */
function secondsToWait({ status, headers }: Response): number | null {
  const said = headers.get("retry-after") ?? "";
  if ((status !== 429 && status !== 503) || !/^\d{1,4}$/.test(said)) return null;
  return Math.max(1, Number(said));
}

async function demoKey(): Promise<string> {
  const path = join(process.env["ASIDE_DATA"] ?? ".data", "gateway", "demo-api-key");
  const key = await readFile(path, "utf8").catch(() => "");
  if (key.trim() === "") {
    throw new CliError(
      "no_key",
      `no API key. Give one with --key or ASIDE_API_KEY (looked for a demonstration's in ${path}).`,
    );
  }
  return key.trim();
}

async function reasonOf(response: Response): Promise<string> {
  const body = problem.safeParse(await response.json().catch(() => null));
  const said = body.success ? (body.data.detail ?? body.data.title) : response.statusText;
  const places = (body.data?.issues ?? [])
    .map(({ path, code }) => `\n  ${path === "" ? "at the top" : path}: ${code}`)
    .join("");
  return response.status === 401
    ? "the API key is not valid. Check --key or ASIDE_API_KEY."
    : `the gateway refused: ${said}${places}`;
}
