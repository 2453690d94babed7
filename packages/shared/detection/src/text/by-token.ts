/** Room for something of each token of a text, and of the end behind the last. */
export function byToken<T>(tokens: number): (T | undefined)[] {
  const room: (T | undefined)[] = [];
  room.length = tokens + 1;
  return room;
}
