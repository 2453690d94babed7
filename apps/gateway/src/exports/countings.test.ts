import { exportWish } from "@aside/protocol";
import { expect, test } from "vitest";
import { plainTenant } from "../tenants/tenant.fixture.ts";
import { createCountings } from "./countings.ts";
import type { ExportJob } from "./export-jobs.ts";

test("[38] a tenant's exports are counted eight at a time, and another tenant's beside them", async () => {
  const never = new Promise<never>(() => undefined);
  const countings = createCountings({
    conversations: {
      count: async () => 1,
      async *facts(_scope, run) {
        const gone = new Promise<never>((_, reject) => {
          run?.signal?.addEventListener("abort", () => reject(new Error("gone")));
        });
        yield await Promise.race([never, gone]);
      },
      contents: async function* contents() {
        yield await never;
      },
    },
    jobs: {
      put: async () => undefined,
      get: async () => null,
      note: async () => true,
      counted: async () => undefined,
      fail: async () => undefined,
      complete: async () => undefined,
      remove: async () => undefined,
      sweep: async () => undefined,
    },
    log: () => undefined,
    now: () => 0,
  });
  const begin = (number: number, tenant = "demo") => {
    const job = { ...JOB, id: `exp_${tenant}_${number}` };
    countings.begin({ ...SCOPE, tenant: { ...plainTenant, id: tenant } }, job);
    return job.id;
  };
  const [first = ""] = Array.from({ length: 8 }, (_, number) => {
    expect(countings.isFull("demo")).toBe(false);
    return begin(number);
  });
  expect(countings.isFull("demo")).toBe(true);
  expect(countings.isFull("other")).toBe(false);
  begin(0, "other");
  countings.cancel(first);
  await expect.poll(() => countings.isFull("demo")).toBe(false);
  await countings.stop();
});

const WISH = exportWish.parse({ format: "jsonl" });
const SCOPE = { tenant: plainTenant, wish: WISH, since: null, until: 1, version: "1" };
const JOB: ExportJob = {
  id: "exp_1",
  state: "counting",
  looked: 0,
  total: 1,
  notedAt: 0,
  wish: WISH,
  version: "1",
  key: new Uint8Array(),
  createdAt: 0,
  expiresAt: 1,
  conversations: 0,
  messages: 0,
  length: 0,
  manifest: null,
};
