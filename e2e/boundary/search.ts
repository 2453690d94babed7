import { seekAll } from "./seek.ts";

/** A value that must not be found, and where it comes from. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

export interface Sighting {
  readonly canary: string;
  readonly encoding: string;
  readonly sink: string;
}

/** Something that could hold a value: what reached a socket, a file, a heap. */
export interface Sink {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The eight forms in which a value is looked for: UTF-8, UTF-16 in both orders, hexadecimal in both cases, base64 (at
 * each of its three alignments, either alphabet), percent-encoded and as JSON `\u` escapes.
 */
export function encodings(value: string): { encoding: string; needles: Buffer[] }[] {
  const utf8 = Buffer.from(value, "utf8");
  const utf16 = Buffer.from(value, "utf16le");
  const units = Array.from({ length: value.length }, (_, index) =>
    value.charCodeAt(index).toString(16).padStart(4, "0"),
  );
  return [
    { encoding: "utf-8", needles: [utf8] },
    { encoding: "utf-16le", needles: [utf16] },
    { encoding: "utf-16be", needles: [Buffer.from(utf16).swap16()] },
    { encoding: "hex", needles: [ascii(utf8.toString("hex"))] },
    { encoding: "HEX", needles: [ascii(utf8.toString("hex").toUpperCase())] },
    { encoding: "base64", needles: base64Forms(utf8) },
    {
      encoding: "percent",
      needles: [
        ascii(
          [...utf8].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
        ),
      ],
    },
    { encoding: "json-escape", needles: [ascii(units.map((unit) => `\\u${unit}`).join(""))] },
  ];
}

/** Every canary in every sink, in any encoding. */
export function search(sinks: readonly Sink[], canaries: readonly Canary[]): Sighting[] {
  const wanted = canaries.flatMap(({ name, value }) =>
    encodings(value).map((one) => ({ ...one, canary: name })),
  );
  const owners = wanted.flatMap((one) => one.needles.map(() => one));
  const seek = seekAll(wanted.flatMap(({ needles }) => needles));
  return sinks.flatMap(({ name, bytes }) => {
    const seen = new Set<(typeof wanted)[number] | undefined>();
    for (const { index } of seek(bytes)) seen.add(owners[index]);
    return wanted
      .filter((one) => seen.has(one))
      .map(({ canary, encoding }) => ({ canary, encoding, sink: name }));
  });
}

/** What of base64 does not depend on the bytes around the value, for each of the three places it can start at. */
function base64Forms(bytes: Buffer): Buffer[] {
  const forms = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
  return forms.flatMap((form) => [
    ascii(form),
    ascii(form.replaceAll("+", "-").replaceAll("/", "_")),
  ]);
}

function ascii(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
