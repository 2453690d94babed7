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
  const root: XmlElement = { name: "", attributes: [], children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false, position: false });
  let broken = false;
  const breaks = () => (broken = true);
  parser.on("error", breaks);
  parser.on("doctype", breaks);
  parser.on("processinginstruction", breaks);
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: Object.entries(attributes), children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > DEEPEST) broken = true;
  });
  const take = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", () => {
    const element = open.pop();
    if (element && element.children.length > 0 && element.text.trim() !== "") broken = true;
  });
  parser.write(source).close();
  const [document] = root.children;
  return broken || document === undefined ? null : document;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function openTag({ name, attributes }: XmlElement): string {
  return `<${[name, ...attributes.map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(" ")}>`;
}
