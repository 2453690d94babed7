import { escapeXml, readXml, type XmlElement } from "../xml.ts";
import { type JsonTree, REMOVED } from "./json-answer.ts";
import type { Projection } from "./projection.ts";
import type { ValueFinder } from "./value-finder.ts";

/**
 * Of an XML answer the allow-listed elements that hold text, inside their ancestors, without attributes. What holds a value is overwritten
 * before it is parsed; a text that a comment, CDATA or an odd reference in it kept from being found so is {@link REMOVED}, and so is one with a part of a
 * value that is split over several.
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
  const texts: Buffer[] = [];
  keep(document, projection, (text) => {
    const bytes = Buffer.from(text);
    texts.push(finder.isIn(bytes) ? Buffer.alloc(0) : bytes);
    return text;
  });
  const split = finder.splitOver(texts);
  let place = 0;
  const kept = keep(document, projection, (text) => {
    const gone = split[place] || texts[place]?.length === 0;
    place += 1;
    return gone ? REMOVED : text;
  });
  for (const bytes of texts) bytes.fill(0);
  const written = `<?xml version="1.0" encoding="UTF-8"?>${kept === null ? "<answer/>" : write(kept)}`;
  return { text: written, tree: kept === null ? {} : { [kept.name]: treeOf(kept) } };
}

function keep(
  element: XmlElement,
  parent: Projection,
  read: (text: string) => string,
): XmlElement | null {
  const projection = parent.members.get(element.name);
  if (projection === undefined) return null;
  const children = element.children.flatMap((child) => keep(child, projection, read) ?? []);
  const text = element.children.length === 0 && projection.kept ? element.text : "";
  if (children.length === 0 && text === "") return null;
  return { name: element.name, attributes: [], children, text: text === "" ? "" : read(text) };
}

function write({ name, children, text }: XmlElement): string {
  return `<${name}>${children.map(write).join("")}${escapeXml(text)}</${name}>`;
}

/** The first of elements with the same name, as a plan reads them. */
function treeOf({ children, text }: XmlElement): JsonTree {
  if (children.length === 0) return text;
  return Object.fromEntries(children.toReversed().map((child) => [child.name, treeOf(child)]));
}
