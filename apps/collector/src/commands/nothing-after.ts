import { ServiceError } from "@aside/service";

export function nothingAfter(rest: readonly string[]): void {
  if (rest.length > 0) throw new ServiceError("wrong_settings", "a word too many: see --help");
}
