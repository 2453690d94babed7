/** Room for something of each token of a text, and of the end behind the last. */
export function byToken<T>(tokens: number): (T | undefined)[] {
  // A length that is set afterwards costs four times as much.
  const room: (T | undefined)[] = [];
  for (let token = 0; token <= tokens; token++) room.push(undefined);
  return room;
}
