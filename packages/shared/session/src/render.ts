import type { AnyStateMachine, StateNode } from "xstate";

/**
 * A machine as text (every state, every transition with its guard and its actions) and as a Mermaid diagram, so that a
 * change of behaviour shows as a diff.
 */
export function render(machine: AnyStateMachine): string {
  const states = statesOf(machine);
  return [
    `# ${machine.id}`,
    "",
    "```mermaid",
    "stateDiagram-v2",
    ...diagram(machine.root, "  "),
    "```",
    "",
    ...states.flatMap((state) => [`## ${state.path.join(" / ")}`, "", ...text(state), ""]),
  ].join("\n");
}

/** All states of a machine, outermost first. */
export function statesOf(machine: AnyStateMachine): StateNode[] {
  return below(machine.root);
}

function below(state: StateNode): StateNode[] {
  return Object.values(state.states).flatMap((child) => [child, ...below(child)]);
}

interface Edge {
  readonly event: string;
  readonly guard: string | null;
  readonly target: StateNode | null;
  readonly actions: readonly string[];
}

function edges(state: StateNode): Edge[] {
  const definitions = [...(state.always ?? []), ...[...state.transitions.values()].flat()];
  return definitions.map((definition) => ({
    event: definition.eventType === "" ? "at once" : definition.eventType,
    guard: definition.guard === undefined ? null : nameOf(definition.guard),
    target: definition.target?.[0] ?? null,
    actions: definition.actions.map(nameOf),
  }));
}

function text(state: StateNode): string[] {
  const lines: string[] = [];
  if (state.entry.length > 0) lines.push(`- on entry: ${state.entry.map(nameOf).join(", ")}`);
  if (state.exit.length > 0) lines.push(`- on exit: ${state.exit.map(nameOf).join(", ")}`);
  for (const { event, guard, target, actions } of edges(state)) {
    const when = guard === null ? "" : ` [${guard}]`;
    const to = target === null ? "" : ` → ${target.path.join(" / ")}`;
    const does = actions.length === 0 ? "" : `: ${actions.join(", ")}`;
    lines.push(`- ${event}${when}${to}${does}`);
  }
  return lines.length === 0 ? ["- nothing leaves it"] : lines;
}

function diagram(node: StateNode, indent: string): string[] {
  const children = Object.values(node.states);
  const lines = [
    `${indent}[*] --> ${children.length > 0 ? idOf(node.initial.target[0] ?? node) : idOf(node)}`,
  ];
  for (const child of children) {
    if (Object.keys(child.states).length > 0) {
      lines.push(`${indent}state ${idOf(child)} {`, ...diagram(child, `${indent}  `), `${indent}}`);
    }
    for (const [target, events] of byTarget(child))
      lines.push(`${indent}${idOf(child)} --> ${target}: ${events.join(", ")}`);
  }
  return lines;
}

function byTarget(state: StateNode): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { event, target } of edges(state)) {
    if (target === null) continue;
    found.set(idOf(target), [...(found.get(idOf(target)) ?? []), event]);
  }
  return found;
}

function idOf(state: StateNode): string {
  return state.key.replaceAll("-", "_");
}

function nameOf(named: unknown): string {
  if (typeof named === "string") return named;
  if (
    typeof named === "object" &&
    named !== null &&
    "type" in named &&
    typeof named.type === "string"
  )
    return named.type;
  if (typeof named === "function")
    return named.name.startsWith("assign") ? "remember" : "a condition of its own";
  return "unnamed";
}
