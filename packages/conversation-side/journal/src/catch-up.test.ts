import { expect, test } from "vitest";
import { catchUp } from "./catch-up.ts";

test("[BND1] an event committed after a page was read and before going live is not lost", async () => {
  const log = [1, 2, 3].map((seq) => ({ seq }));
  let known = 3;
  const commit = () => {
    known += 1;
    log.push({ seq: known });
  };
  const got: number[] = [];
  let reads = 0;
  let wentLive: number | undefined;
  await catchUp({
    after: 1,
    async read(after) {
      const page = log.filter((row) => row.seq > after).slice(0, 2);
      reads += 1;
      // After the page was taken, before it arrives: twice with rows in the page, once with none.
      if (reads <= 3) commit();
      return page;
    },
    deliver: (rows) => void got.push(...rows.map((row) => row.seq)),
    known: () => known,
    live: (after) => (wentLive = after),
  });
  expect([got, wentLive]).toEqual([[2, 3, 4, 5, 6], 6]);
});

test("a reader that has everything goes live at once", async () => {
  let wentLive: number | undefined;
  await catchUp({
    after: 5,
    read: async () => [],
    deliver: () => expect.unreachable(),
    known: () => 0,
    live: (after) => (wentLive = after),
  });
  expect(wentLive).toBe(5);
});
