/**
 * What guards the root key. `context` names what is wrapped and must be the same to unwrap.
 *
 * `unwrap` and `open` of a provider reject with VaultError `wrong_root` where the key is not the one that wrapped.
 */
export interface Root {
  readonly kind: "file";
  wrap(key: Uint8Array, context: readonly string[]): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array, context: readonly string[]): Promise<Uint8Array>;
  /** Public and constant for one root key: two values differ where the keys do. Checked at the start, before any write. */
  checkValue(): Promise<string>;
}
