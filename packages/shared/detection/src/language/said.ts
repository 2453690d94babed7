/** Words behind the digits that they stand for: `0 zero nought|1 one`. */
export function said(lists: string): Record<string, string> {
  const words: Record<string, string> = {};
  for (const list of lists.split("|")) {
    const [digits = "", ...others] = list.split(" ");
    for (const word of others) words[word] = digits;
  }
  return words;
}
