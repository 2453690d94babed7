/** One holder among the tabs of a browser: the others learn at once when it is taken from them. */
export type TabLock = {
  /**
   * @param steal take it from the tab that has it
   * @param onLost another tab took it
   * @returns whether this tab has it now
   */
  take(name: string, steal: boolean, onLost: () => void): Promise<boolean>;
  release(): void;
};

/** Of the browser's `LockManager` what is used. */
export type TabLocks = {
  request(
    name: string,
    options: LockOptions,
    held: (lock: object | null) => Promise<void> | undefined,
  ): Promise<unknown>;
};

/** By the Web Locks API: a tab that closes, reloads or crashes lets go. Where there is none, or none for this page, every tab has it. */
export function webTabLock(locks: TabLocks | undefined): TabLock {
  let letGo = () => {};
  return {
    take(name, steal, onLost) {
      letGo();
      if (!locks) return Promise.resolve(true);
      return new Promise((answer) => {
        let asked = true;
        const held = locks.request(name, steal ? { steal } : { ifAvailable: true }, (lock) => {
          asked = false;
          answer(lock !== null);
          if (lock === null) return undefined;
          return new Promise<void>((done) => {
            letGo = done;
          });
        });
        // A page whose storage is blocked is refused before it is given an answer.
        held.catch(() => (asked ? answer(true) : onLost()));
      });
    },
    release: () => letGo(),
  };
}
