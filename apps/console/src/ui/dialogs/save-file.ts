/** Gives the browser a file to save. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** `1.2 MB` in the reader's language. */
export function spellBytes(bytes: number, locale: string): string {
  const [unit, size] =
    bytes >= 1_000_000
      ? (["megabyte", 1_000_000] as const)
      : bytes >= 1_000
        ? (["kilobyte", 1_000] as const)
        : (["byte", 1] as const);
  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    // "855 bytes", but "1.2 kB".
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: 1,
  });
  return format.format(bytes / size);
}
