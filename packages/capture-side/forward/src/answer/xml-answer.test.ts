import { expect, test } from "vitest";
import { projectionOf } from "./projection.ts";
import { createValueFinder } from "./value-finder.ts";
import { projectXml } from "./xml-answer.ts";

const PAN = "4111111111111111";

test.each([
  ["as it is", PAN],
  ["in CDATA", `<![CDATA[${PAN}]]>`],
  ["with CDATA inside it", "4111<![CDATA[1111]]>11111111"],
  ["with empty CDATA inside it", "4111<![CDATA[]]>111111111111"],
  ["with a comment inside it", "4111<!-- a comment of some length -->111111111111"],
  ["with a comment behind each digit", Array.from(PAN, (digit) => `${digit}<!--x-->`).join("")],
  ["as references", Array.from(PAN, (digit) => `&#x3${digit};`).join("")],
  ["as references with many noughts", `&#0000000000052;${PAN.slice(1)}`],
  ["as base64 with a comment inside it", "NDExMTEx<!--x-->MTExMTExMTExMQ=="],
])("[26] a value that is reflected in XML does not come back: %s", (_, written) => {
  const finder = createValueFinder([Buffer.from(PAN)]);
  const answer = Buffer.from(`<pay><id>7</id><message>no funds on ${written}</message></pay>`);
  const kept = projectXml(answer, projectionOf(["/pay/id", "/pay/message"]), finder);
  expect(kept?.text).toContain("<id>7</id>");
  expect(kept?.text).toMatch(/<message>(no funds on \*+(\]\]>)?|\[removed\])<\/message>/);
  expect(JSON.stringify(kept)).not.toMatch(/4\D*1\D*1\D*1|NDEx/);
});

test("[26] a value that is split over several elements does not come back", () => {
  const finder = createValueFinder([Buffer.from(PAN)]);
  const answer = Buffer.from(
    "<pay><id>7</id><a>4111</a><x>111</x><b>1111<!--x-->11111111</b></pay>",
  );
  expect(projectXml(answer, projectionOf(["/pay/id", "/pay/a", "/pay/b"]), finder)?.tree).toEqual({
    pay: { id: "7", a: "[removed]", b: "[removed]" },
  });
});

test("what is no value stays as it is, whatever is written in between", () => {
  const finder = createValueFinder([Buffer.from(PAN)]);
  const answer = Buffer.from("<pay><message>a <![CDATA[<b>]]> &amp;<!--x--> c</message></pay>");
  expect(projectXml(answer, projectionOf(["/pay/message"]), finder)?.tree).toEqual({
    pay: { message: "a <b> & c" },
  });
});
