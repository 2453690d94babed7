import type { ReactNode } from "react";

/** Two letters of a name; a dot where the person is there. Decoration: the name stands beside it. */
export function Avatar({
  name,
  online,
}: {
  readonly name: string;
  readonly online?: boolean;
}): ReactNode {
  return (
    <span className="avatar" aria-hidden="true">
      {initials(name)}
      {online !== undefined && <span className="avatar-dot" data-online={online} />}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
