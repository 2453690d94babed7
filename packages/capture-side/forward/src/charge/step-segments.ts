import type { JsonTree } from "../answer/json-answer.ts";
import { ForwardError } from "../errors.ts";
import { splitPart } from "../request/expression.ts";
import { encodeFormText } from "../request/form-body.ts";
import type { Escape, Segment } from "../request/segment.ts";
import { escapeXml } from "../xml.ts";
import type { ChargeStep } from "./charge-plan.ts";
import { xmlOf } from "./xml-step.ts";

/** What a step's expressions stand for, besides fields: `amount.minor`, `capture`, `return.url`, ... */
export type Facts = Readonly<Record<string, string | number | undefined>>;

const EXPRESSION = /^\{\{([a-z][A-Za-z0-9_.-]{0,79})\}\}$/;

/**
 * A step's body with its facts in it, and places for its values.
 *
 * @param token whose values they are
 * @throws ForwardError `value_unfit` for a fact that is not there
 */
export function stepSegments(step: ChargeStep, token: string, facts: Facts): Segment[] {
  const { body = {}, contentType } = step;
  if (contentType === "application/x-www-form-urlencoded") {
    return Object.entries(body).flatMap(([name, value], index) => [
      `${index > 0 ? "&" : ""}${encodeFormText(name)}=`,
      filled(value, token, facts, "form"),
    ]);
  }
  if (contentType === "application/xml")
    return xmlOf(body, (value) => filled(value, token, facts, "xml"));
  return contentType === undefined ? [] : jsonOf(body, token, facts);
}

function jsonOf(value: JsonTree, token: string, facts: Facts): Segment[] {
  if (Array.isArray(value)) {
    const parts = value.flatMap((each, index) => [
      index > 0 ? "," : "",
      ...jsonOf(each, token, facts),
    ]);
    return ["[", ...parts, "]"];
  }
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).flatMap(([key, each], index) => [
      `${index > 0 ? "," : ""}${JSON.stringify(key)}:`,
      ...jsonOf(each, token, facts),
    ]);
    return ["{", ...parts, "}"];
  }
  const segment = filled(value, token, facts, "json");
  return typeof segment === "string" ? [segment] : ['"', segment, '"'];
}

function filled(value: JsonTree, token: string, facts: Facts, escape: Escape): Segment {
  const name = typeof value === "string" ? EXPRESSION.exec(value)?.[1] : undefined;
  if (name !== undefined && !isFact(name)) return { slot: { token, ...splitPart(name) }, escape };
  const plain = name === undefined ? value : facts[name];
  if (plain === undefined) throw new ForwardError("value_unfit");
  if (escape === "json") return JSON.stringify(plain);
  return escape === "form" ? encodeFormText(String(plain)) : escapeXml(String(plain ?? ""));
}

function isFact(name: string): boolean {
  return /^(amount|return)\.|^(capture|reference|attempt)$/.test(name);
}
