import { tenantId } from "@aside/protocol";
import { ServiceError } from "@aside/service";
import type { z } from "zod";

/** @throws {ServiceError} `wrong_settings` */
export function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}

/** A tenant's id from the command line. */
export function tenantOf(word: string | undefined): string {
  const parsed = tenantId.safeParse(word);
  return parsed.success ? parsed.data : wrong("Which tenant? A short word of a-z, 0-9 and -");
}

/** What of an input is wrong, a line a place: `origins.0: …`. */
export function explain(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`).join("\n");
}
