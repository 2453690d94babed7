const ORDER = ["card", "bank", "id", "address"];

/** The class of key for a record: that of its most sensitive field, `other` where none of the four is in it. */
export function keyClassOf(fieldClasses: readonly string[]): string {
  const families = new Set(fieldClasses.map((name) => name.split(".")[0]));
  return ORDER.find((family) => families.has(family)) ?? "other";
}

/** Classes whose values are never written, encrypted or not: they live in memory only (PCI DSS 3.3.1). */
export function isMemoryOnly(fieldClass: string): boolean {
  return fieldClass === "card.cvv";
}

/** The month (UTC) that a key belongs to, `2026-11`. */
export function epochOf(now: number): string {
  return new Date(now).toISOString().slice(0, 7);
}
