/** The country that the browser's languages hint at, to start an address with; "US" where none does. */
export function homeCountry(languages: readonly string[]): string {
  for (const language of languages) {
    const region = regionOf(language);
    if (region !== undefined) return region;
  }
  return "US";
}

function regionOf(language: string): string | undefined {
  try {
    const region = new Intl.Locale(language).maximize().region;
    return region && /^[A-Z]{2}$/.test(region) ? region : undefined;
  } catch {
    return undefined;
  }
}
