import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { promisify } from "node:util";
import { ForwardError } from "../errors.ts";

const decoders = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * An answer's bytes as they were before the destination compressed them, though it was asked not to.
 *
 * @param most in bytes, after decoding: what grows beyond it is refused while it grows
 * @throws ForwardError `provider_unreadable`, `provider_too_large`
 */
export async function decodeAnswer(
  body: Buffer,
  encoding: string | undefined,
  most: number,
): Promise<Buffer> {
  const steps = (encoding ?? "")
    .toLowerCase()
    .split(",")
    .map((step) => step.trim())
    .filter((step) => step !== "" && step !== "identity");
  if (steps.length > 2) throw new ForwardError("provider_unreadable", { sent: true });
  let decoded = body;
  for (const step of steps.toReversed()) {
    const decode = Object.entries(decoders).find(([name]) => name === step)?.[1];
    if (decode === undefined) throw new ForwardError("provider_unreadable", { sent: true });
    const next = await decode(decoded, { maxOutputLength: most }).catch((error: unknown) => {
      decoded.fill(0);
      const large =
        error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
      throw new ForwardError(large ? "provider_too_large" : "provider_unreadable", { sent: true });
    });
    decoded.fill(0);
    decoded = next;
  }
  return decoded;
}
