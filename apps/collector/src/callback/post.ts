import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export type Post = (
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<{ status: number; text: string }>;

const TIMEOUT_MS = 5_000;
/** An answer names at most some ids. */
const MOST_BYTES = 8_192;

/**
 * Posts JSON to one address over connections that are kept. No redirect is followed.
 *
 * @returns a function that resolves with the answer and rejects where there is none within 5 seconds, or one that is too long
 */
export function createPost(url: string): { post: Post; close: () => void } {
  const secure = url.startsWith("https:");
  const agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
  const request = secure ? httpsRequest : httpRequest;
  const post: Post = (body, headers) =>
    new Promise((resolve, reject) => {
      const sent = request(url, {
        method: "POST",
        agent,
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": String(Buffer.byteLength(body)),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      sent.on("error", reject);
      sent.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
          if (text.length > MOST_BYTES) response.destroy(new Error("too long an answer"));
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.on("error", reject);
      });
      sent.end(body);
    });
  return { post, close: () => agent.destroy() };
}

const options = { keepAlive: true, maxSockets: 32 };
