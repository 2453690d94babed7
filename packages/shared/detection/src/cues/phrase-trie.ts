import type { Token } from "../text/tokens.ts";

interface Node<V> {
  next: Map<string, Node<V>> | undefined;
  value: V | undefined;
}

/** Phrases by their words; finds the longest that begins at a token. */
export class PhraseTrie<V> {
  readonly #root = new Map<string, Node<V>>();

  /** The first value given to a phrase stays. */
  add(phrase: readonly string[], value: V): void {
    let level = this.#root;
    let node: Node<V> | undefined;
    for (const word of phrase) {
      if (node) level = node.next ??= new Map();
      node = level.get(word);
      if (!node) {
        node = { next: undefined, value: undefined };
        level.set(word, node);
      }
    }
    if (node && node.value === undefined) node.value = value;
  }

  /** The longest phrase at token `at`, and the token after it. */
  longestAt(tokens: readonly Token[], at: number): { value: V; end: number } | undefined {
    let found: { value: V; end: number } | undefined;
    let node = this.#root.get(tokens[at]?.key ?? "");
    for (let end = at + 1; node; end++) {
      if (node.value !== undefined) found = { value: node.value, end };
      node = node.next?.get(tokens[end]?.key ?? "");
    }
    return found;
  }
}
