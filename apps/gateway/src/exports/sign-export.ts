import { ANONYMIZER_VERSION } from "@aside/anonymizer";
import type { SigningKey } from "@aside/collector-client";
import { DETECTOR_VERSION } from "@aside/detection";
import { POLICY_VERSION } from "@aside/policy";
import type { SignedManifest } from "@aside/protocol";
import { Problem } from "@aside/service";
import { MACHINE_VERSION, signManifest, type Export } from "@aside/transcript";
import type { Tenant } from "../tenants/tenants.ts";
import type { ExportJob } from "./export-jobs.ts";
import { settingsOf } from "./scope.ts";

/** The manifest of an export that was written to its end, signed with the newest key. */
export async function signExport(
  tenant: Tenant,
  job: ExportJob,
  made: Export,
  keys: readonly SigningKey[],
): Promise<SignedManifest> {
  const key = keys.at(-1);
  if (key === undefined) throw new Problem(500, "internal", "There is no key to sign with");
  const { done: _, ...counts } = made.counts();
  const { format, mode } = job.wish;
  return await signManifest(
    {
      version: 1,
      id: job.id,
      createdAt: new Date(job.createdAt).toISOString(),
      format,
      mode,
      wish: job.wish,
      ...counts,
      replaced: { ...counts.replaced },
      policy: POLICY_VERSION,
      detectors: DETECTOR_VERSION,
      anonymizer: ANONYMIZER_VERSION,
      machine: MACHINE_VERSION,
      settings: settingsOf(tenant),
    },
    key,
  );
}
