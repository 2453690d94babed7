/** What an action gives, or nothing where the browser refuses it: storage that is blocked, or full, is no reason to stop. */
export function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
