import { once } from "node:events";
import { connect, type Socket } from "node:net";

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
  const { hostname, port } = new URL(url);
  const posts = await Promise.all(
    Array.from({ length: atOnce }, () => connection(hostname, Number(port))),
  );
  const queue = jobs
    .map((requests) => requests.map(({ path, body }) => message(url, path, body)))
    .values();
  const took: number[] = [];
  const began = performance.now();
  await Promise.all(
    posts.map(async ({ post }) => {
      for (const requests of queue) {
        const from = performance.now();
        for (const request of requests) await post(request);
        took.push(performance.now() - from);
      }
    }),
  );
  const perSecond = (jobs.length * 1_000) / (performance.now() - began);
  for (const { socket } of posts) socket.destroy();
  return { perSecond, took };
}

/** Made before the clock starts: the generator shares the machine with what it measures, so it does as little as it can. */
function message(url: string, path: string, body: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    "Connection: keep-alive",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** One connection, one request on it at a time. */
async function connection(host: string, port: number) {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, "connect");
  const post = async (request: Buffer): Promise<void> => {
    const answered = answer(socket);
    socket.write(request);
    const text = await answered;
    // What is not stored with 200 is `invalid`.
    if (!text.startsWith("HTTP/1.1 200 ") || text.includes('"invalid"')) throw new Error(text);
  };
  return { socket, post };
}

/** An answer, head and body: its length is said, as both servers do. */
function answer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const take = (part: Buffer) => {
      text += part.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end === -1) return;
      const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, end + 2))?.[1];
      if (length !== undefined && text.length < end + 4 + Number(length)) return;
      settle();
      if (length === undefined) reject(new Error(text));
      else resolve(text);
    };
    const lost = () => {
      settle();
      reject(new Error("the connection was closed"));
    };
    const settle = () => void socket.off("data", take).off("close", lost);
    socket.on("data", take).on("close", lost);
  });
}
