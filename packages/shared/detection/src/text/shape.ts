// What occurs in a text; a rule family whose signs are missing need not look at it.

/** A digit. */
export const digit = 1;
export const at = 2;
export const slash = 4;
export const colon = 8;
export const dash = 16;
/** A full stop with something right behind it. */
export const innerDot = 32;
/** A letter that touches a digit. */
export const glued = 64;
/** A digit or a number word, but for one digit among words. */
export const number = 128;
/** The word "at" behind a word. */
export const saidAt = 256;
/** A pipe, an exclamation mark, or what markup or an escape begins with. */
export const stroke = 512;
/** Number words run together. */
export const joined = 1024;
/** A row of so many letters as an encoded number may have. */
export const long = 2048;
