import type { JsonTree } from "../answer/json-answer.ts";
import type { Segment } from "../request/segment.ts";
import { escapeXml } from "../xml.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/;

/**
 * A step's tree as an XML document: a member is an element, a list its repetitions, `@name` an attribute.
 *
 * @param filled what a text stands for; of an attribute always a text, as attributes take no values
 */
export function xmlOf(
  body: Readonly<Record<string, JsonTree>>,
  filled: (value: JsonTree) => Segment,
): Segment[] {
  const elements = Object.entries(body).flatMap(([name, value]) => elementOf(name, value, filled));
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...elements];
}

/** Whether a tree is a document: one root, names that XML takes, and no place for a value in an attribute. */
export function isXmlBody(body: Readonly<Record<string, JsonTree>>): boolean {
  const [root, ...more] = Object.values(body);
  if (root === undefined || more.length > 0 || Array.isArray(root)) return false;
  return Object.entries(body).every(([name, value]) => isElement(name, value));
}

function isElement(name: string, value: JsonTree): boolean {
  if (!NAME.test(name)) return false;
  if (Array.isArray(value))
    return value.every((each) => !Array.isArray(each) && isElement(name, each));
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, each]) =>
    key.startsWith("@") ? isAttribute(key.slice(1), each) : isElement(key, each),
  );
}

function isAttribute(name: string, value: JsonTree): boolean {
  const text = typeof value === "string" || typeof value === "number";
  return text && NAME.test(name) && !String(value).includes("{{");
}

function elementOf(name: string, value: JsonTree, filled: (value: JsonTree) => Segment): Segment[] {
  if (Array.isArray(value)) return value.flatMap((each) => elementOf(name, each, filled));
  if (typeof value !== "object" || value === null)
    return [`<${name}>`, filled(value), `</${name}>`];
  const members = Object.entries(value);
  const attributes = members.flatMap(([key, each]) =>
    key.startsWith("@") ? [` ${key.slice(1)}="${escapeXml(String(each))}"`] : [],
  );
  const children = members.flatMap(([key, each]) =>
    key.startsWith("@") ? [] : elementOf(key, each, filled),
  );
  return [`<${name}${attributes.join("")}>`, ...children, `</${name}>`];
}
