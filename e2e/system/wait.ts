/** For polling another process and for backing off, where there is no event to await. Not for tests. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
