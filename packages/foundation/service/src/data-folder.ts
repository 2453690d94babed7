import { mkdir } from "node:fs/promises";
import { isDiskFull, codeOf, ServiceError } from "./errors.ts";

/**
 * Makes the data folder where it is missing. Others may pass through it, as PostgreSQL's user does where we are root, and see nothing.
 *
 * @param setting the environment variable that chose it, for the message
 * @throws {ServiceError} `folder_unusable`, `disk_full`
 */
export async function makeDataFolder(folder: string, setting: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw explainFolder(error, folder, setting);
  }
}

/** What is wrong with a data folder, and what to set. */
export function explainFolder(error: unknown, folder: string, setting: string): unknown {
  if (error instanceof ServiceError) return error;
  if (isDiskFull(error))
    return new ServiceError("disk_full", `the disk of ${folder} is full: free some space`, {
      cause: error,
    });
  const message = `the data folder ${folder} cannot be used (${codeOf(error)}): set ${setting} to a folder this user can write`;
  return new ServiceError("folder_unusable", message, { cause: error });
}
