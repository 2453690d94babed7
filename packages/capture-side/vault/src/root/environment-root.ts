import { VaultError } from "../errors.ts";
import { localRoot, ROOT_KEY_BYTES } from "./local-root.ts";
import type { Root } from "./root.ts";

/**
 * The root whose key is a variable of the environment, 32 bytes in base64url: for development. Every child process, crash
 * report and `/proc` reader of the same user has it, so production refuses it (PCI DSS 3.6.1).
 *
 * @throws VaultError `root_not_for_production`, `root_unreadable`
 */
export function openEnvironmentRoot(options: {
  variable: string;
  env: Readonly<Record<string, string | undefined>>;
  production: boolean;
}): Root {
  if (options.production) throw new VaultError("root_not_for_production");
  const key = Buffer.from(options.env[options.variable] ?? "", "base64url");
  if (key.length !== ROOT_KEY_BYTES) throw new VaultError("root_unreadable");
  return localRoot("environment", new Uint8Array(key));
}
