export function ibanStructureRows(): Record<string, string>;
