/** What of an answer is let through: a tree of the allow-listed paths. */
export interface Projection {
  kept: boolean;
  members: ReadonlyMap<string, Projection>;
  /** The members' names, also as they stand in a text. */
  names: readonly (readonly [string, Uint8Array])[];
}

/**
 * @param paths as `/id`, `/card/brand`, with `*` for every element of a list
 */
export function projectionOf(paths: readonly string[]): Projection {
  const root = node();
  for (const path of paths) {
    let at = root;
    for (const name of path.split("/").slice(1)) {
      const member = at.members.get(name) ?? node();
      if (!at.members.has(name)) at.names.push([name, Buffer.from(name)]);
      at.members.set(name, member);
      at = member;
    }
    at.kept = true;
  }
  return root;
}

interface Node extends Projection {
  members: Map<string, Node>;
  names: [string, Uint8Array][];
}

function node(): Node {
  return { kept: false, members: new Map(), names: [] };
}
