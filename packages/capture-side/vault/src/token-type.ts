/**
 * What a token can be used for.
 *
 * - `reusable`: opens until its record is erased
 * - `one_time`: opens for one use, i.e. one reference; once that use is settled as `used`, the record is erased
 * - `pointer`: never opens; nothing but the metadata was kept
 */
export const TOKEN_TYPES = ["one_time", "reusable", "pointer"] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
