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

/** By the Web Locks API: a tab that closes, reloads or crashes lets go. Where there is none, every tab has it. */
export function webTabLock(locks: LockManager | undefined): TabLock {
  let letGo = () => {};
  return {
    take(name, steal, onLost) {
      letGo();
      if (!locks) return Promise.resolve(true);
      return new Promise((answer) => {
        const held = locks.request(name, steal ? { steal } : { ifAvailable: true }, (lock) => {
          answer(lock !== null);
          if (lock === null) return undefined;
          return new Promise<void>((done) => {
            letGo = done;
          });
        });
        held.catch(() => onLost());
      });
    },
    release: () => letGo(),
  };
}
