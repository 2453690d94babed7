import { stillCopy } from "@aside/fields";
import { ForwardError } from "../errors.ts";
import type { OpenValues, Value } from "../port.ts";
import type { Expression, Part } from "./expression.ts";
import type { Escape, Segment } from "./segment.ts";

/** A body with its values in it, and the values themselves, by which the answer is searched. */
export interface FilledBody {
  bytes: Buffer;
  inserted: readonly Uint8Array[];
  wipe(): void;
}

/**
 * Opens each value once, all of them together, and splices them in as bytes, escaped for the content type. Wipe what it returns.
 *
 * @throws ForwardError `value_unfit`; what `open` throws
 */
export async function fillBody(
  segments: readonly Segment[],
  open: OpenValues,
): Promise<FilledBody> {
  const opened = await openAll(segments, open);
  const parts: Uint8Array[] = [];
  const inserted: Uint8Array[] = [];
  const wipe = () => {
    for (const value of opened.values()) value.wipe();
    for (const part of [...parts, ...inserted]) part.fill(0);
  };
  try {
    for (const segment of segments) {
      if (typeof segment === "string") {
        parts.push(Buffer.from(segment));
        continue;
      }
      const value = opened.get(nameOf(segment.slot));
      if (value === undefined) throw new ForwardError("value_unfit");
      const piece = partOf(value.expose(), segment.slot.part);
      inserted.push(piece);
      parts.push(escapeBytes(piece, segment.escape));
    }
    const bytes = Buffer.concat(parts);
    return {
      bytes,
      inserted,
      wipe() {
        wipe();
        bytes.fill(0);
      },
    };
  } catch (error) {
    wipe();
    throw error;
  }
}

async function openAll(
  segments: readonly Segment[],
  open: OpenValues,
): Promise<ReadonlyMap<string, Value>> {
  const slots = segments.flatMap((segment) => (typeof segment === "string" ? [] : [segment.slot]));
  const wanted = new Map(slots.map((slot) => [nameOf(slot), slot]));
  if (wanted.size === 0) return new Map();
  const values = await open([...wanted.values()].map(({ token, field }) => ({ token, field })));
  return new Map(
    [...wanted.keys()].flatMap((name, index) => {
      const value = values[index];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function nameOf({ token, field }: Expression): string {
  return `${token} ${field}`;
}

/** A copy, always. A card's date is kept as `MM/YYYY`. */
function partOf(bytes: Uint8Array, part: Part): Uint8Array {
  if (part === "whole") return stillCopy(bytes);
  if (bytes.length !== 7 || bytes[2] !== 0x2f) throw new ForwardError("value_unfit");
  return part === "month" ? stillCopy(bytes, 0, 2) : stillCopy(bytes, part === "year" ? 3 : 5);
}

/** A value as it stands between quotes, behind `=`, or between tags. Letters and digits as they are; control characters never. */
export function escapeBytes(bytes: Uint8Array, escape: Escape): Uint8Array {
  const out = Buffer.alloc(bytes.length * 6);
  let length = 0;
  for (const byte of bytes) {
    if (byte < 0x20 || byte === 0x7f) {
      out.fill(0);
      throw new ForwardError("value_unfit");
    }
    if (isPlain(byte, escape)) length = out.writeUInt8(byte, length);
    else length += out.write(escaped(byte, escape), length, "latin1");
  }
  const result = stillCopy(out, 0, length);
  out.fill(0);
  return result;
}

function isPlain(byte: number, escape: Escape): boolean {
  const letter = (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a);
  if (letter || (byte >= 0x61 && byte <= 0x7a)) return true;
  if (escape === "form") return false;
  // Bytes of UTF-8 beyond ASCII stay as they are in JSON and XML.
  return (
    byte >= 0x80 ||
    !(escape === "json" ? [0x22, 0x5c] : [0x26, 0x3c, 0x3e, 0x22, 0x27]).includes(byte)
  );
}

/** Of one sign that is no letter and no digit: says nothing of a number, little of a name. */
function escaped(byte: number, escape: Escape): string {
  const hex = byte.toString(16).padStart(2, "0");
  if (escape === "form") return `%${hex.toUpperCase()}`;
  return escape === "json" ? `\\u00${hex}` : `&#${byte};`;
}
