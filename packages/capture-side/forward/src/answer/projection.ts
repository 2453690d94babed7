/** What of an answer is let through: a tree of the allow-listed paths. */
export interface Projection {
  kept: boolean;
  members: ReadonlyMap<string, Projection>;
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
      at.members.set(name, member);
      at = member;
    }
    at.kept = true;
  }
  return root;
}

function node(): { kept: boolean; members: Map<string, ReturnType<typeof node>> } {
  return { kept: false, members: new Map() };
}
