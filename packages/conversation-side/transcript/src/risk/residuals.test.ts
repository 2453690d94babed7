import { DEFAULTS } from "@aside/anonymizer";
import { describe, expect, test } from "vitest";
import { said } from "../journal.fixture.ts";
import { marksOf } from "../mark/marks.ts";
import { judged, marked } from "./judged.fixture.ts";
import { residualsOf } from "./residuals-of-turns.ts";
import { residualsIn } from "./residuals.ts";

describe("the second detector", () => {
  test.each([
    ["write to jo@xy", "jo@xy", "email"],
    ["4111 1111 1111 1111 it is", "4111 1111 1111 1111", "card"],
    ["ref 83920174 ok", "83920174", "digits"],
    ["token a8f3k2p9q1 ok", "a8f3k2p9q1", "token"],
    ["id 71004575-e578-1d91-be7f-734d8d9432a7", "71004575-e578-1d91-be7f-734d8d9432a7", "token"],
    ["it is four one one two nine", "four one one two nine", "spelled"],
    ["at 12 Elm Tree Road please", "12 Elm Tree Road", "street"],
    ["ask for Mr Zyxwvut", "Zyxwvut", "introduced"],
    ["write to ann.lee at corp dot example", "ann.lee at corp dot example", "email"],
    ["ann(at)corp(dot)example", "ann(at)corp(dot)example", "email"],
    ["at 742 Evergreen Terrace", "742 Evergreen Terrace", "street"],
    ["wohne in der Lindenstraße 12", "Lindenstraße 12", "street"],
    ["vivo en la Calle de Alcalá 45", "Calle de Alcalá 45", "street"],
    ["my password is hunter2!x.", "hunter2!x", "token"],
    ["the PIN: 8831, yes", "8831", "token"],
    ["from 2001:db8:85a3::8a2e:370:7334", "2001:db8:85a3::8a2e:370:7334", "token"],
  ])("takes by its shape: %s", (text, value, kind) => {
    expect(
      residualsIn(text, []).map(({ start, end, kind: of }) => [text.slice(start, end), of]),
    ).toContainEqual([value, kind]);
  });

  test.each([
    "it costs $1234567",
    "order 1042",
    "at 10:30 on the 4th",
    "two or three",
    "hello world",
    "meet me at noon, dot the line",
    "the pin is lost, I changed the password 2 days ago",
    "from 10:30:45 to 12:00",
    "down the road, 2 doors from the avenue",
  ])("leaves: %s", (text) => expect(residualsIn(text, [])).toEqual([]));

  test("[EXP1] what it alone takes is blanked, and what tells who it is withholds the conversation", () => {
    const blind = (lines: readonly string[]) => {
      const id = `cnv_${"0".repeat(26)}`;
      const nothing = (turns: readonly unknown[]) => turns.map(() => []);
      return { id, ...marksOf(id, said(lines), nothing, DEFAULTS) };
    };
    const { released, report } = judged(
      [blind(["c: my ref is 83920174"]), blind(["c: it is jo@corp.example"])],
      5,
    );
    expect(released[0]).toMatchObject({ withheld: null, said: ["my ref is [redacted]"] });
    expect(released[1]).toMatchObject({ withheld: "residual email" });
    expect(report).toMatchObject({
      withheld: { "residual email": 1 },
      residuals: { digits: 1, email: 1 },
    });
  });

  test("[EXP1] of what the first detector covers in part, the rest is taken where it tells something", () => {
    const rest = (text: string, covered: string) => {
      const start = text.indexOf(covered);
      return residualsIn(text, [{ start, end: start + covered.length }]).map(
        ({ start: from, end, kind }) => [text.slice(from, end), kind],
      );
    };
    expect(rest("iban 13 0002 0001 202 555 0100 754", "202 555 0100")).toEqual([
      ["13 0002 0001", "digits"],
    ]);
    expect(rest("4111 1111 1111 1111", "4111")).toEqual([["1111 1111 1111", "digits"]]);
    expect(rest("key 12345678TX103877", "12345678")).toEqual([["TX103877", "token"]]);
    expect(rest("ann.lee@corp.example", "ann")).toEqual([[".lee@corp.example", "email"]]);
    expect(rest("my name is Ann Zyxwvut", "Ann")).toEqual([["Zyxwvut", "introduced"]]);
    expect(rest("mailto:ann.lee@corp.example", "ann.lee@corp.example")).toEqual([]);
    expect(rest("on 2025-01-02 12", "2025-01-02")).toEqual([]);
  });

  test("[EXP1] what it takes in one turn is taken in every turn, however it is written there", () => {
    const texts = [
      "ask for Mr Zyxwvut at 12 Elm Tree Road",
      "zyxwvut, elm tree road, yes",
      "this is Great, it is a8f3k2p9q1",
      `great: ${Buffer.from("a8f3k2p9q1").toString("hex")}`,
    ];
    const { residuals } = residualsOf(texts, [], DEFAULTS);
    expect(
      residuals.map((list, turn) => list.map(({ start, end }) => texts[turn]?.slice(start, end))),
    ).toEqual([
      ["Zyxwvut", "12 Elm Tree Road"],
      ["zyxwvut", "elm tree road"],
      ["Great", "a8f3k2p9q1"],
      [Buffer.from("a8f3k2p9q1").toString("hex")],
    ]);
  });

  test("[EXP1] a default that it alone sees stays, so that exporting twice is exporting once", () => {
    const said = [
      "c: noted 100000001 thanks",
      "a: so GB82 WEST 1234 5698 7654 32k?",
      "c: AL12345678, and 4111 1111 1111 1111",
    ];
    const { released } = judged([marked(said)], 1);
    expect(released[0]?.said.slice(0, 2)).toEqual(said.slice(0, 2).map((line) => line.slice(3)));
    expect(released[0]?.said[2]).toContain("AL12345678");
    // A default that is a word, or goes on, is none.
    for (const value of ["ann.lee@corp.example", "jane.doe@example.com.example", "9912345678"])
      expect(residualsOf([value], [], DEFAULTS)).toMatchObject({
        residuals: [[{ start: 0, end: value.length }]],
        settled: [[]],
      });
  });
});
