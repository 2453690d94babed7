import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { type LogVerdict, verifyLog } from "@aside/audit-log";
import { WITNESS_PATH, witnessedCheckpoints } from "@aside/protocol";
import { Command, Option } from "commander";
import { CliError } from "./errors.ts";
import { answerOf, connect, gatewayOptions, type GatewayOptions } from "./gateway.ts";
import { auditTools } from "./audit-tools.ts";
import { readCheckpoints } from "./read-checkpoints.ts";

interface VerifyOptions extends GatewayOptions {
  readonly keys?: string;
  readonly checkpoints?: readonly string[];
  readonly witness?: boolean;
}

/** `aside audit verify`: whether an exported audit log is whole and as it was signed, without asking the collector. */
export function auditCommand(): Command {
  const verify = new Command("verify")
    .description(
      "Verify an audit log that `collector audit export` wrote. Names the first thing that is wrong; exit code 1 then.",
    )
    .argument("<file>", "the exported log")
    .addOption(
      new Option(
        "--keys <file>",
        "the public keys that sign the log (default: collector/audit.keys in the data folder)",
      ),
    )
    .option(
      "--checkpoints <file...>",
      "checkpoints that were kept elsewhere: of `gateway audit checkpoints`, or a .note file of the folder",
    )
    .option("--witness", "ask the gateway for what it witnessed");
  for (const option of gatewayOptions()) verify.addOption(option);
  verify.action(async (file: string, options: VerifyOptions) => {
    const tools = await auditTools(options.keys);
    const notes = await Promise.all((options.checkpoints ?? []).map(readCheckpoints));
    const witnessed = options.witness ? await askWitness(options) : [];
    const elsewhere = [...notes.flat(), ...witnessed];
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
    const verdict = await verifyLog(lines, elsewhere, tools).catch((cause: unknown) => {
      throw new CliError("cannot_read", `${file} cannot be read.`, { cause });
    });
    if (!verdict.ok) throw new CliError("log_differs", explain(verdict));
    process.stdout.write(report(verdict, elsewhere.length));
  });
  return new Command("audit").description("Work with the audit log.").addCommand(verify);
}

async function askWitness(options: GatewayOptions): Promise<string[]> {
  const gateway = await connect(options.gateway, options.key);
  const notes: string[] = [];
  for (let after = 0, more = true; more;) {
    const response = await gateway.ask(WITNESS_PATH, { query: { after: String(after) } });
    const page = await answerOf(response, witnessedCheckpoints);
    notes.push(...page.checkpoints.map((each) => each.note));
    after = page.checkpoints.at(-1)?.size ?? after;
    more = page.more;
  }
  return notes;
}

function report(verdict: Extract<LogVerdict, { ok: true }>, elsewhere: number): string {
  const { tenant, size, covered, checkpoints, root } = verdict;
  const open = size - covered;
  const lines = [
    `log          ${tenant}`,
    `entries      ${size}, none missing, changed or moved`,
    `checkpoints  ${checkpoints} hold, ${elsewhere} of them kept elsewhere`,
    `signed for   ${covered}${open === 0 ? "" : `; the last ${open} are chained and not signed for yet`}`,
    `root         ${Buffer.from(root).toString("base64")}`,
  ];
  if (elsewhere === 0) {
    lines.push(
      "",
      "No checkpoint from elsewhere was given: that the end is there and the whole was not made anew by who holds the key,",
      "only one shows (--checkpoints or --witness).",
    );
  }
  return `${lines.join("\n")}\n`;
}

const WORDS: Readonly<Record<Extract<LogVerdict, { ok: false }>["problem"], string>> = {
  malformed: "is not of the format",
  wrong_tenant: "belongs to another log",
  wrong_number: "is missing, twice, or out of its order",
  wrong_hash: "or one before it was changed",
  checkpoint_unsigned: "a checkpoint is signed by none of the keys",
  checkpoint_differs: "the log is not the one that the checkpoint was signed over",
  log_short:
    "the log is shorter than a checkpoint says: its end was cut off, or an older database was put back",
  no_checkpoint: "nothing signed covers any entry",
};

function explain({ problem, line, number }: Extract<LogVerdict, { ok: false }>): string {
  const words = WORDS[problem];
  const at = line === null ? "a checkpoint from elsewhere" : `line ${line}`;
  if (problem === "no_checkpoint") return words;
  if (problem.startsWith("wrong_")) return `${at}: entry ${number ?? "?"} ${words}`;
  if (problem === "malformed") return `${at} ${words}`;
  return `${at}: ${words}${number === null ? "" : ` (checkpoint over ${number} entries)`}`;
}
