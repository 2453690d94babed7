/** A value in plain form, as the vault gives it out. */
export interface Value {
  /** The bytes themselves; they stay the value's. */
  expose(): Uint8Array;
  wipe(): void;
}

/** Which value: a token and the field's name in its template. */
export interface ValueName {
  token: string;
  field: string;
}

/** Opens values, in the order of their names. It records the accesses first, and throws where one of them is not there. */
export type OpenValues = (names: readonly ValueName[]) => Promise<readonly Value[]>;
