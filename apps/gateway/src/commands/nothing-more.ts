import { ServiceError } from "@aside/service";

/**
 * @param rest of the command line, behind the last word that a command takes
 * @throws {ServiceError} `wrong_settings`
 */
export function nothingMore(rest: readonly string[]): void {
  if (rest.length === 0) return;
  throw new ServiceError(
    "wrong_settings",
    "A word too many: one with spaces in it goes in quotes; see --help",
  );
}
