import { ForwardError } from "../errors.ts";
import { escapeXml, openTag, readXml, type XmlElement } from "../xml.ts";
import { placed, plain } from "./place.ts";
import type { InsertionPoint, Segment } from "./segment.ts";

/**
 * An XML body, parsed and written again. A place is the path of elements from the root, as `/transaction/card/number`;
 * attributes take no values.
 *
 * @throws ForwardError `malformed_body`, also for a DTD; `expression_misplaced`
 */
export function xmlSegments(text: string, points: readonly InsertionPoint[]): Segment[] {
  const document = readXml(text);
  if (document === null) throw new ForwardError("malformed_body");
  const segments: Segment[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  const write = (element: XmlElement, parent: string) => {
    const place = `${parent}/${element.name}`;
    for (const [key, value] of element.attributes) plain(key + value);
    segments.push(openTag(element));
    for (const child of element.children) write(child, place);
    if (element.children.length === 0) {
      const segment = placed(element.text, place, points, "xml");
      segments.push(typeof segment === "string" ? escapeXml(segment) : segment);
    }
    segments.push(`</${element.name}>`);
  };
  write(document, "");
  return segments;
}
