/**
 * Gives out the one that was begun before, then makes each when it is asked for. None is given out twice: a sealer's key is bound to one ticket.
 */
export function prepared<T>(first: Promise<T>, create: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined = first;
  return () => {
    const given = begun ?? create();
    begun = undefined;
    return given;
  };
}
