import { createId } from "@aside/protocol";
import { randomBytes } from "./random.ts";

const ORDER = ["card", "bank", "id", "address"];
/** All classes of keys. */
export const KEY_CLASSES: readonly string[] = [...ORDER, "other"];

/** The class of key for a record: that of its most sensitive field, `other` where none of the four is in it. */
export function keyClassOf(fieldClasses: readonly string[]): string {
  const families = new Set(fieldClasses.map((name) => name.split(".")[0]));
  return ORDER.find((family) => families.has(family)) ?? "other";
}

/** Classes whose values are never written, encrypted or not: they live in memory only (PCI DSS 3.3.1). */
export function isMemoryOnly(fieldClass: string): boolean {
  return fieldClass === "card.cvv";
}

/** The month (UTC) of an instant, `2026-11`. */
export function monthOf(now: number): string {
  return new Date(now).toISOString().slice(0, 7);
}

/** A new name of a key for records' keys: its month and 40 random bits, `2026-11-7k2m9qzd`. */
export function createEpoch(now: number): string {
  return `${monthOf(now)}-${createId("", randomBytes(16)).slice(1, 9)}`;
}
