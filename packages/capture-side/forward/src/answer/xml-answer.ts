import { escapeXml, readXml, type XmlElement } from "../xml.ts";
import { type JsonTree, REMOVED } from "./json-answer.ts";
import type { Projection } from "./projection.ts";
import type { ValueFinder } from "./value-finder.ts";

/**
 * Of an XML answer the allow-listed elements that hold text, inside their ancestors, without attributes. What holds a value is overwritten
 * before it is parsed; a text that a comment, CDATA or an odd reference in it kept from being found so is {@link REMOVED}.
 *
 * @returns null where it is no XML of UTF-8
 */
export function projectXml(
  text: Uint8Array,
  projection: Projection,
  finder: ValueFinder,
): { text: string; tree: JsonTree } | null {
  finder.blank(text);
  const document = readXml(Buffer.from(text).toString());
  if (document === null) return null;
  const kept = keep(document, projection, finder);
  const written = `<?xml version="1.0" encoding="UTF-8"?>${kept === null ? "<answer/>" : write(kept)}`;
  return { text: written, tree: kept === null ? {} : { [kept.name]: treeOf(kept) } };
}

function keep(element: XmlElement, parent: Projection, finder: ValueFinder): XmlElement | null {
  const projection = parent.members.get(element.name);
  if (projection === undefined) return null;
  const children = element.children.flatMap((child) => keep(child, projection, finder) ?? []);
  const text = element.children.length === 0 && projection.kept ? element.text : "";
  if (children.length === 0 && text === "") return null;
  const clean = finder.isIn(Buffer.from(text)) ? REMOVED : text;
  return { name: element.name, attributes: [], children, text: clean };
}

function write({ name, children, text }: XmlElement): string {
  return `<${name}>${children.map(write).join("")}${escapeXml(text)}</${name}>`;
}

/** The first of elements with the same name, as a plan reads them. */
function treeOf({ children, text }: XmlElement): JsonTree {
  if (children.length === 0) return text;
  return Object.fromEntries(children.toReversed().map((child) => [child.name, treeOf(child)]));
}
