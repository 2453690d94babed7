/** One kind of number that a country gives its people. */
export interface IdNumber {
  /** What people there call it. */
  readonly name: string;
  /** Of upper-case letters and digits, without separators: a pattern for `compileBytePattern`. */
  readonly pattern: string;
  /** Judges bytes that match the pattern; left out where the number has no check digit. */
  readonly check?: (bytes: Uint8Array) => boolean;
}

/** By ISO 3166-1 alpha-2; several where a country has several. */
export type IdNumbers = Readonly<Record<string, readonly IdNumber[]>>;
