import type { Transcript } from "../transcript.ts";

/** One way to write transcripts to a file. `head` comes once; `conversation` gives the whole text of one, newline included. */
export interface Format {
  readonly contentType: string;
  readonly extension: string;
  readonly head: string;
  conversation(transcript: Transcript): string;
}
