import { SaxesParser } from "saxes";

/** An element of an XML document (1.0, 5th edition) without comments, instructions and white space between elements. */
export interface XmlElement {
  name: string;
  attributes: readonly (readonly [string, string])[];
  children: XmlElement[];
  text: string;
}

const DEEPEST = 32;

/** Reads a document; null where it is not well-formed, has a DTD (so no entities of its own), or is mixed or too deep. */
export function readXml(source: string): XmlElement | null {
  try {
    return read(source);
  } catch (error) {
    if (error instanceof NotXml) return null;
    throw error;
  }
}

/** What follows is not read any more: the parser would go on, and tell of each thing that is wrong. */
class NotXml extends Error {}

function read(source: string): XmlElement | null {
  const root: XmlElement = { name: "", attributes: [], children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false, position: false });
  const breaks = () => {
    throw new NotXml();
  };
  parser.on("error", breaks);
  parser.on("doctype", breaks);
  parser.on("processinginstruction", breaks);
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: Object.entries(attributes), children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > DEEPEST) breaks();
  });
  const take = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", () => {
    const element = open.pop();
    if (element && element.children.length > 0 && element.text.trim() !== "") breaks();
  });
  parser.write(source).close();
  return root.children[0] ?? null;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function openTag({ name, attributes }: XmlElement): string {
  return `<${[name, ...attributes.map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(" ")}>`;
}
