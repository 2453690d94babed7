/** `10:42` in the reader's language. */
export function formatTime(at: number, locale: string): string {
  return formatOf(locale, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** `Saturday, 21 November` */
export function formatDay(at: number, locale: string): string {
  return formatOf(locale, { weekday: "long", day: "numeric", month: "long" }).format(at);
}

/** `10:42:07` */
export function formatSecond(at: number, locale: string): string {
  return formatOf(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);
}

/** `27 Nov, 10:42` */
export function formatMinute(at: number, locale: string): string {
  return formatOf(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

/** `27 November 2026 at 10:42:07`: what goes on record. */
export function formatMoment(at: number, locale: string): string {
  return formatOf(locale, { dateStyle: "long", timeStyle: "medium" }).format(at);
}

/** Names a local day; equal for instants of the same one. */
export function dayOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.entries(options).join(" ")}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}
