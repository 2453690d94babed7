import { inspect } from "node:util";
import { VaultError } from "./errors.ts";

const HIDDEN = "[plaintext]";

/** A value in plain form: bytes that only {@link Plaintext.expose} gives out and that {@link Plaintext.wipe} zeroes. */
export class Plaintext {
  #bytes: Uint8Array;
  #wiped = false;

  /** @param bytes are taken over, not copied: wiping wipes them */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /**
   * The bytes themselves. Do not keep them, do not make a string of them.
   *
   * @throws VaultError `value_wiped`
   */
  expose(): Uint8Array {
    if (this.#wiped) throw new VaultError("value_wiped");
    return this.#bytes;
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#wiped = true;
  }

  toJSON(): string {
    return HIDDEN;
  }

  toString(): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
