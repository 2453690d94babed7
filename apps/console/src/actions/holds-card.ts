import { detectCards } from "@aside/detection/card";

/** What no agent sends on, whatever it is meant for. */
export function holdsCard(text: string): boolean {
  return detectCards(text).length > 0;
}
