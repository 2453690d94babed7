import { askOnce } from "@aside/forward";
import { Pool } from "undici";

export type Post = (
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<{ status: number; text: string }>;

/** An answer names at most some ids. */
const MOST = { bytes: 8_192, ms: 5_000 };

/**
 * Posts JSON to one address over connections that are kept. No redirect is followed.
 *
 * @returns a function that resolves with the answer and rejects where there is none within 5 seconds, or one that is too long
 */
export function createPost(url: string): { post: Post; close: () => Promise<void> } {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 32, pipelining: 1 });
  return {
    async post(body, given) {
      const headers = { ...given, "content-type": "application/json" };
      const request = { method: "POST", path: pathname, headers, body } as const;
      const answer = await askOnce(pool, request, MOST);
      return { status: answer.status, text: answer.body.toString() };
    },
    close: () => pool.destroy(),
  };
}
