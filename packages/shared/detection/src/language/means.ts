// What a word is in a language: bits, because a word can be several things.

export const connector = 1;
export const request = 2;
export const digits = 4;
export const repeat = 8;
export const filler = 16;
export const month = 32;
export const unit = 64;
export const amount = 128;
export const abbreviation = 256;
/** Said for @. */
export const at = 512;
/** The first word of a cue phrase, or of one that only looks like a cue. */
export const cueStart = 1024;
/** Behind a digit: `st`, `th`. */
export const ordinal = 2048;
/** Sounds like a digit. */
export const sound = 4096;
/** `hundred`, `thousand`. */
export const round = 8192;
/** Says which part of a number comes: `first four`, `last`. */
export const part = 16_384;
/** Leads from one piece of a number to the next: `then`, `followed by`. */
export const lead = 32_768;
