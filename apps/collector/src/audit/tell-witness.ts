import type { KeyObject } from "node:crypto";
import { createId, witnessReply, type WitnessLetter, type WitnessReply } from "@aside/protocol";
import { randomBytes } from "@aside/vault";
import { signCallback } from "../callback/sign-callback.ts";

/** Tells the witness of a log. @throws where it does not answer within 5 seconds or not as it should */
export type TellWitness = (letter: WitnessLetter) => Promise<WitnessReply>;

const MOST_BYTES = 65_536;

/** @param options.url of the witness; no redirect is followed */
export function createTellWitness(options: {
  url: string;
  keys: readonly KeyObject[];
  now: () => number;
}): TellWitness {
  const { url, keys, now } = options;
  return async (letter) => {
    const body = JSON.stringify(letter);
    const id = createId("wit", randomBytes(16));
    const response = await fetch(url, {
      method: "POST",
      redirect: "error",
      headers: {
        "content-type": "application/json",
        ...signCallback(keys, { id, at: now(), body }),
      },
      body,
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new Error("the witness did not take it");
    return witnessReply.parse(JSON.parse(await textOf(response)));
  };
}

/** Reads no more than it may be: a gateway in other hands does not fill our memory. */
async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error("the witness did not take it");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
