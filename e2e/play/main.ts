import { demoView } from "@aside/protocol";
// @boundaries-ignore how a command is called is the same for all of the repository
import { commandLine } from "../../scripts/lib/command-line.mjs";
import { connectAgent } from "../clients/agent.ts";
import { readDialogues } from "./dialogue.ts";
import { play } from "./play.ts";
import { tallyLine } from "./tally.ts";

const HELP = `npm run play -- FILE.jsonl [options]

Drives dialogues through a running demonstration as real socket clients, with captures in between.

  --conversations N   how many dialogues at most        (all)
  --captures SHARE    share of dialogues with a capture (0.3)
  --at-once N         conversations at the same time    (8)
  --gateway URL       ASIDE_GATEWAY_URL                 (http://localhost:4000)

A line of FILE: {"id": "…", "turns": [{"speaker": "customer" | "agent", "text": "…"}]}
Prints counts of messages: sent; delivered to the other side; held, as a capture was on (it drops them); cut, with something taken out; nudged, an agent's
that asked for a card and did not go out; refused; lost, taken but not delivered; leaked, held and yet delivered. Ends with 1 if anything was lost or leaked.
`;

const { values, positionals } = commandLine(HELP, {
  allowPositionals: true,
  options: {
    conversations: { type: "string", default: "Infinity" },
    captures: { type: "string", default: "0.3" },
    "at-once": { type: "string", default: "8" },
    gateway: {
      type: "string",
      default: process.env["ASIDE_GATEWAY_URL"] ?? "http://localhost:4000",
    },
    help: { type: "boolean", short: "h" },
  },
});
const [file] = positionals;
if (file === undefined) {
  process.stderr.write(HELP);
  process.exit(2);
}

const demo = await fetch(`${values.gateway}/v1/demo`).catch(() => null);
if (demo === null || !demo.ok) {
  process.stderr.write(
    `No demonstration answers at ${values.gateway}. Start one with npm start, or name it with --gateway.\n`,
  );
  process.exit(1);
}
const { tenant, agents } = demoView.parse(await demo.json());
const crew = await Promise.all(
  agents.map(({ email, password }) => connectAgent(values.gateway, { tenant, email, password })),
);
const started = Date.now();
let shown = 0;
const tally = await play(readDialogues(file, Number(values.conversations)), {
  gateway: values.gateway,
  crew,
  captures: Number(values.captures),
  atOnce: Number(values["at-once"]),
  onProgress(now) {
    if (Date.now() - shown < (process.stderr.isTTY ? 100 : 2_000)) return;
    shown = Date.now();
    process.stderr.write(
      process.stderr.isTTY ? `\r\u001B[K${tallyLine(now)}` : `${tallyLine(now)}\n`,
    );
  },
});
for (const agent of crew) agent.close();
if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
process.stdout.write(`${tallyLine(tally)} · ${((Date.now() - started) / 1_000).toFixed(1)} s\n`);
process.exitCode = tally.lost + tally.leaked > 0 ? 1 : 0;
