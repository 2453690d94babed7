/**
 * Replays what a reader missed and then puts it among those who hear live events, with nothing between the two.
 *
 * Events may be committed while the last page is read. So it reads until nothing is known that was not delivered, and goes live in
 * the same tick as that check: no event can come in between.
 *
 * @param options.after the last sequence number that the reader has; 0 for none
 * @param options.read the rows after a number, oldest first; a page, or none
 * @param options.deliver hands rows over, in order
 * @param options.known the highest sequence number that this node has heard of, by its own appends and by hints; it must be kept
 *   from before the first read
 * @param options.live from now on the reader gets every event after `after`; must not wait
 */
export async function catchUp<R extends { readonly seq: number }>(options: {
  after: number;
  read: (after: number) => Promise<readonly R[]>;
  deliver: (rows: readonly R[]) => void;
  known: () => number;
  live: (after: number) => void;
}): Promise<void> {
  let { after } = options;
  for (;;) {
    const rows = await options.read(after);
    const last = rows.at(-1);
    if (last !== undefined) {
      options.deliver(rows);
      after = last.seq;
    } else if (options.known() <= after) {
      options.live(after);
      return;
    }
  }
}
