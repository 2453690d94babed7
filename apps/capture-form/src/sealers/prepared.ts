/**
 * Begins the first at once, so that it is there when it is asked for; each later one is made when it is asked for. None is given out twice: a
 * sealer's key is bound to one ticket.
 */
export function prepared<T>(create: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | undefined = create();
  // Whoever asks for it hears of it.
  first.catch(() => undefined);
  return () => {
    const given = first ?? create();
    first = undefined;
    return given;
  };
}
