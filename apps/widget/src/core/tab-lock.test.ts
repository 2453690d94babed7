import { expect, it } from "vitest";
import { webTabLock, type TabLocks } from "./tab-lock.ts";

const NAME = "aside.cap_1";

/** One browser's locks, as far as a tab asks for them. */
function browserLocks(): TabLocks {
  let lose: ((reason: Error) => void) | null = null;
  return {
    request(_name, { steal = false }, held) {
      if (lose !== null && !steal) return Promise.resolve(held(null));
      lose?.(new DOMException("stolen", "AbortError"));
      return new Promise<void>((resolve, reject) => {
        lose = reject;
        void held({})?.then(resolve);
      });
    },
  };
}

it("is had by one tab at a time, and lost to one that steals it", async () => {
  const locks = browserLocks();
  const lost: string[] = [];
  const take = (tab: string, steal: boolean) =>
    webTabLock(locks).take(NAME, steal, () => lost.push(tab));
  expect([await take("first", false), await take("second", false)]).toEqual([true, false]);
  expect(await take("second", true)).toBe(true);
  await expect.poll(() => lost).toEqual(["first"]);
});

it("is had by every tab where the browser knows no locks, or gives this page none", async () => {
  const lost: string[] = [];
  const refusing: TabLocks = {
    request: () => Promise.reject(new DOMException("denied", "SecurityError")),
  };
  for (const locks of [undefined, refusing])
    expect(await webTabLock(locks).take(NAME, false, () => lost.push("lost"))).toBe(true);
  expect(lost).toEqual([]);
});
