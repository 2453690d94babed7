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

/** Opens a value. It records the access first, and throws where there is no such value. */
export type OpenValue = (name: ValueName) => Promise<Value>;
