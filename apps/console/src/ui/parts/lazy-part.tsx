import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { Outdated } from "./outdated.tsx";

/** A part that loads when it is first wanted. Where its file is gone, since a newer console was put in its place, it says so. */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await load().catch(() => Outdated) }));
}
