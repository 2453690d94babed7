import type { Transcript } from "../transcript.ts";

/** One way to write transcripts to a file. */
export interface Format {
  readonly contentType: string;
  readonly extension: string;
  /** A new file. */
  open(): Writing;
}

/** Pieces of one file in order; an empty piece is none. */
export interface Writing {
  readonly head: string | Uint8Array;
  conversation(transcript: Transcript): string | Uint8Array;
  end(): string | Uint8Array;
}

/** A file that is a text, piece by piece, without a memory. */
export function textFormat(
  format: Omit<Format, "open"> & {
    readonly head?: string;
    conversation(transcript: Transcript): string;
  },
): Format {
  const { contentType, extension, head = "", conversation } = format;
  return { contentType, extension, open: () => ({ head, conversation, end: () => "" }) };
}
