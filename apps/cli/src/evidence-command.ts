import { readFile } from "node:fs/promises";
import {
  type EvidenceVerdict,
  evidencePack,
  type NoteKey,
  parseNoteKey,
  verifyEvidence,
} from "@aside/audit-log";
import { lastOf } from "@aside/protocol";
import { sha256, verifyEd25519, writeAtomically } from "@aside/service";
import { Command } from "commander";
import * as z from "zod";
import { dayOrTime } from "./day-or-time.ts";
import { CliError } from "./errors.ts";
import { answerOf, connect, gatewayOptions, type GatewayOptions } from "./gateway.ts";

interface MakeOptions extends GatewayOptions {
  readonly audit: string;
  readonly out: string;
  readonly conversation?: string;
  readonly capture?: string;
  readonly since?: string;
  readonly until?: string;
  readonly canaries?: string;
}

interface VerifyOptions {
  readonly gatewayKeys?: string;
  readonly auditKeys?: string;
}

/** `aside evidence`: what happened around captures, from both sides, as one signed file. */
export function evidenceCommand(): Command {
  const make = new Command("make")
    .description(
      "Make a pack: the gateway's events, without a word of what was written, and the collector's proof.",
    )
    .requiredOption("--audit <file>", "what `collector audit prove` wrote")
    .requiredOption("--out <file>", "where the pack goes")
    .option("--conversation <id>", "only this conversation")
    .option("--capture <id>", "only this capture")
    .option(
      "--since <date>",
      "only conversations begun at or after this ISO 8601 date or time",
      dayOrTime,
    )
    .option(
      "--until <date>",
      "only what happened up to this ISO 8601 time, or to the end of this date",
      dayOrTime,
    )
    .option("--canaries <file>", "what the canary tests of the release found, JSON");
  for (const option of gatewayOptions()) make.addOption(option);
  make.action(async (options: MakeOptions) => {
    const gateway = await connect(options.gateway, options.key);
    const { conversation, capture, since, until } = options;
    const scope = {
      conversation,
      capture,
      since: since === undefined ? undefined : Date.parse(since),
      until: until === undefined ? undefined : lastOf(until),
    };
    const audit = await readJson(options.audit);
    const canaries = options.canaries === undefined ? null : await readJson(options.canaries);
    const body = { scope, audit, canaries };
    const answer = await gateway.ask("/v1/evidence", { method: "POST", body });
    const pack = await answerOf(answer, evidencePack);
    await writeAtomically(options.out, `${JSON.stringify(pack, null, 2)}\n`).catch(
      (cause: unknown) => {
        throw new CliError("cannot_write", `${options.out} cannot be written.`, { cause });
      },
    );
    process.stdout.write(report(await verify(pack, {})));
  });
  const check = new Command("verify")
    .description(
      "Verify a pack anywhere, offline. Names the first thing that is wrong; exit code 1 then.",
    )
    .argument("<file>", "the pack")
    .option("--gateway-keys <file>", "the gateway's public keys (JWK set): else whichever signed")
    .option("--audit-keys <file>", "the collector's audit.keys: else those the gateway knew it by")
    .action(async (file: string, options: VerifyOptions) => {
      process.stdout.write(report(await verify(await readJson(file), options)));
      if (options.gatewayKeys === undefined || options.auditKeys === undefined)
        process.stdout.write(
          "\nNot all keys were given: that they are the right ones, --gateway-keys and --audit-keys say.\n",
        );
    });
  return new Command("evidence")
    .description("Make and verify evidence packs.")
    .addCommand(make)
    .addCommand(check);
}

async function verify(file: unknown, options: VerifyOptions): Promise<Passed> {
  const verdict = verifyEvidence(file, {
    sha256,
    verify: verifyEd25519,
    gatewayKeys: options.gatewayKeys === undefined ? null : await gatewayKeys(options.gatewayKeys),
    auditKeys: options.auditKeys === undefined ? null : await auditKeys(options.auditKeys),
  });
  if (verdict.ok) return verdict;
  const at = verdict.at === null ? "" : ` (${verdict.at})`;
  throw new CliError("does_not_match", `${WORDS[verdict.problem]}${at}.`);
}

type Passed = Extract<EvidenceVerdict, { ok: true }>;

function report({ digest, body }: Passed): string {
  const events = body.conversations.reduce((sum, each) => sum + each.events.length, 0);
  return [
    `digest         sha256:${digest}`,
    `tenant         ${body.tenant}`,
    `made           ${new Date(body.madeAt).toISOString()}`,
    `events         ${events} of ${body.conversations.length} conversations, no text`,
    `machine        sha256:${body.machine}`,
    `verdicts       ${body.verdicts.length} of the policy`,
    `audit entries  ${body.audit.body.entries.length}, each proven under a checkpoint that the gateway witnessed`,
    `form           ${body.audit.body.form === null ? "none served" : `sha256:${body.audit.body.form}`}`,
    `canaries       ${body.canaries === null ? "none given" : "given"}`,
    "",
  ].join("\n");
}

const WORDS: Readonly<Record<Extract<EvidenceVerdict, { ok: false }>["problem"], string>> = {
  malformed: "That is no evidence pack of this version",
  strange_key: "It is signed by a key that is none of the gateway's",
  signature: "It was changed after the gateway signed it",
  no_audit_keys: "It names no key of an audit log",
  wrong_tenant: "The collector's part is another tenant's",
  statement_unsigned: "The collector's part was changed, or none of the keys signed it",
  checkpoint_unsigned: "The checkpoint is signed by none of the keys",
  not_proven: "An audit entry is not in the log that was signed for",
};

async function gatewayKeys(file: string): Promise<Uint8Array[]> {
  const set = z.object({ keys: z.array(z.object({ x: z.string().regex(/^[\w-]{43}$/) })).min(1) });
  const parsed = set.safeParse(await readJson(file));
  if (!parsed.success) throw new CliError("no_key", `${file} holds no keys of a gateway.`);
  return parsed.data.keys.map(({ x }) => new Uint8Array(Buffer.from(x, "base64url")));
}

async function auditKeys(file: string): Promise<NoteKey[]> {
  const lines = (await readText(file)).split("\n").filter((line) => line.trim() !== "");
  const keys = lines.flatMap((line) => parseNoteKey(line.trim(), sha256) ?? []);
  if (keys.length === 0) throw new CliError("no_key", `${file} holds no keys of an audit log.`);
  return keys;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError("cannot_read", `${file} is not JSON.`, { cause });
  }
}

async function readText(file: string): Promise<string> {
  return await readFile(file, "utf8").catch((cause: unknown) => {
    throw new CliError("cannot_read", `${file} cannot be read.`, { cause });
  });
}
