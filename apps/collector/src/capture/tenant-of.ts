import type { Collector } from "../collector.ts";
import { boundCapture } from "./bound-capture.ts";

/**
 * Whose capture this is.
 *
 * @throws Refusal `unknown_capture`
 */
export async function tenantOf(capture: string, collector: Collector): Promise<string> {
  const known = collector.known.find(capture) ?? (await boundCapture(capture, collector));
  return known.tenant;
}
