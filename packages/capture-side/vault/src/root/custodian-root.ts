import { VaultError } from "../errors.ts";
import { type CustodianShare, joinShares, parseShare } from "./custodian-share.ts";
import { readSecretFile } from "./key-file.ts";
import { localRoot } from "./local-root.ts";
import type { Root } from "./root.ts";

/** Where a share lies: a file of its own (mode 0600) or `env:NAME`. */
export type SharePlace = string;

const MOST_BYTES = 200;

/**
 * The root whose key exists in this process only, made of two custodians' shares (dual control and split knowledge, PCI DSS
 * 3.7.6). Both are needed at the start; neither says anything about the key by itself.
 *
 * @throws VaultError `share_unreadable`, `root_unreadable`
 */
export async function openCustodianRoot(options: {
  shares: readonly [SharePlace, SharePlace];
  env: Readonly<Record<string, string | undefined>>;
}): Promise<Root> {
  const [one, two] = options.shares;
  if (one === two) throw new VaultError("share_unreadable");
  const shares = [await readShare(one, options.env), await readShare(two, options.env)] as const;
  return localRoot("custodians", joinShares(...shares));
}

async function readShare(
  place: SharePlace,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CustodianShare> {
  if (place.startsWith("env:")) return parseShare(env[place.slice("env:".length)] ?? "");
  const content = await readSecretFile(place, MOST_BYTES);
  try {
    return parseShare(Buffer.from(content).toString("latin1"));
  } finally {
    content.fill(0);
  }
}
