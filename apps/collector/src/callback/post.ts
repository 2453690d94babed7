import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export type Post = (body: string, headers: Readonly<Record<string, string>>) => Promise<number>;

const TIMEOUT_MS = 5_000;

/**
 * Posts JSON to one address over connections that are kept. No redirect is followed; the answer's body is thrown away.
 *
 * @returns a function that resolves with the status and rejects where there is none within 5 seconds
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
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", reject);
      });
      sent.end(body);
    });
  return { post, close: () => agent.destroy() };
}

const options = { keepAlive: true, maxSockets: 32 };
