import { Agent, request } from "node:http";

/** What the generator of HTTP load, a process of its own, is asked: each job's requests one after the other, `atOnce` jobs at a time. */
export interface RequestJob {
  readonly url: string;
  readonly jobs: readonly (readonly { path: string; body: string }[])[];
  readonly atOnce: number;
}

export interface RequestResult {
  /** Jobs a second. */
  readonly perSecond: number;
  /** Milliseconds of each job. */
  readonly took: readonly number[];
}

process.on("message", (job: RequestJob) => {
  void run(job).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function run({ url, jobs, atOnce }: RequestJob): Promise<RequestResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const queue = jobs.values();
  const took: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const requests of queue) {
        const from = performance.now();
        for (const { path, body } of requests) await post(agent, url + path, body);
        took.push(performance.now() - from);
      }
    }),
  );
  const perSecond = (jobs.length * 1_000) / (performance.now() - began);
  agent.destroy();
  return { perSecond, took };
}

function post(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        // What is not stored with 200 is `invalid`.
        if (response.statusCode === 200 && !text.includes('"invalid"')) resolve();
        else reject(new Error(`${url}: ${response.statusCode ?? 0} ${text}`));
      });
    });
    sent.on("error", reject).end(body);
  });
}
