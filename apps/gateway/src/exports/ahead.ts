/**
 * Maps what comes, in its order, with up to `most` on the way at a time. When nobody wants more, or one fails, the signal of
 * those on the way is aborted, and they are waited for.
 */
export async function* ahead<T, R>(
  source: AsyncIterable<T>,
  most: number,
  map: (one: T, signal: AbortSignal) => Promise<R>,
): AsyncGenerator<R> {
  const gone = new AbortController();
  const onTheWay: Promise<R>[] = [];
  try {
    for await (const one of source) {
      const begun = map(one, gone.signal);
      // Whoever awaits it hears of it; until then it is not "unhandled".
      begun.catch(() => undefined);
      onTheWay.push(begun);
      if (onTheWay.length < most) continue;
      const [first] = onTheWay;
      if (first !== undefined) yield await first;
      onTheWay.shift();
    }
    for (const one of onTheWay) yield await one;
  } finally {
    gone.abort();
    await Promise.allSettled(onTheWay);
  }
}
