import type { RawAnswer } from "../connection/ask-once.ts";
import { ForwardError } from "../errors.ts";
import { decodeAnswer } from "./decode-answer.ts";
import { type JsonTree, projectJson } from "./json-answer.ts";
import { projectionOf } from "./projection.ts";
import type { ValueFinder } from "./value-finder.ts";
import { projectXml } from "./xml-answer.ts";

/** What is let through of an answer. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** `none` where the body was empty or of a type of which nothing is let through. */
  body:
    | { type: "json"; tree: JsonTree }
    | { type: "xml"; text: string; tree: JsonTree }
    | { type: "none" };
}

/**
 * Reduces what came back, whatever its status, to the allow-listed headers and parts, without the inserted values. Wipes the raw body.
 *
 * @throws ForwardError `provider_redirects`, `provider_unreadable`, `provider_too_large`
 */
export async function reduceAnswer(
  raw: RawAnswer,
  allowed: { headers: readonly string[]; paths: readonly string[]; mostBytes: number },
  finder: ValueFinder,
): Promise<Answer> {
  const { status } = raw;
  let { body } = raw;
  try {
    if (status >= 300 && status < 400) throw new ForwardError("provider_redirects", { sent: true });
    const encoding = oneOf(raw.headers["content-encoding"]);
    body = await decodeAnswer(raw.body, encoding, allowed.mostBytes);
    return {
      status,
      headers: headersOf(raw, allowed.headers, finder),
      body: bodyOf(body, oneOf(raw.headers["content-type"]) ?? "", allowed.paths, finder),
    };
  } finally {
    body.fill(0);
  }
}

function bodyOf(
  body: Buffer,
  type: string,
  paths: readonly string[],
  finder: ValueFinder,
): Answer["body"] {
  const projection = projectionOf(paths);
  const kind = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (body.length === 0) return { type: "none" };
  if (/^application\/([a-z0-9.+-]+\+)?json$/.test(kind)) {
    const tree = projectJson(body, projection, finder);
    if (tree === null) throw new ForwardError("provider_unreadable", { sent: true });
    return { type: "json", tree };
  }
  if (/^(application|text)\/([a-z0-9.+-]+\+)?xml$/.test(kind)) {
    const kept = projectXml(body, projection, finder);
    if (kept === null) throw new ForwardError("provider_unreadable", { sent: true });
    return { type: "xml", ...kept };
  }
  return { type: "none" };
}

function headersOf(
  { headers }: RawAnswer,
  names: readonly string[],
  finder: ValueFinder,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of names) {
    const value = oneOf(headers[name]);
    const fits = value !== undefined && value.length <= 500 && /^[\x20-\x7e]*$/.test(value);
    if (fits && !finder.isIn(Buffer.from(value))) kept[name] = value;
  }
  return kept;
}

function oneOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value;
}
