import { ServiceError } from "@aside/service";
import { createSecretFile, createShare } from "@aside/vault";

/**
 * `share NUMBER FILE`: a custodian makes a share of the root key, alone, on a machine of his own. What it says is to be written
 * down; the file is to be carried to the collector's machine, or kept as a secret of its own.
 *
 * @throws {ServiceError} `wrong_settings`
 */
export async function shareCommand([number, path]: readonly string[]): Promise<string> {
  if ((number !== "1" && number !== "2") || path === undefined) {
    throw new ServiceError(
      "wrong_settings",
      "share 1 FILE or share 2 FILE: two custodians make one each",
    );
  }
  const share = createShare(number === "1" ? 1 : 2);
  if (!(await createSecretFile(path, Buffer.from(share.text)))) {
    throw new ServiceError(
      "wrong_settings",
      "there is such a file already: a share is never written over",
    );
  }
  return `share ${number} is written; its check value is ${share.check}`;
}
