/** `CARD_NUMBER` as `Card number`, `card.pan` as `Card pan`, `quasi.birth-year` as `Birth year`. */
export function spellClass(type: string): string {
  const words = type
    .replace(/^(?:quasi|residual)\./, "")
    .replaceAll(/[_.-]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
