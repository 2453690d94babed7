import { isCommonWord, isPlaceName } from "@aside/detection";
import { describe, expect, test } from "vitest";
import { familyNames, givenNames } from "./name-pools.ts";
import { surrogatesOf } from "./turn.fixture.ts";

test("[EXP1] no surrogate is a word or a place as well", () => {
  const drawn = new Set<string>();
  for (let key = 0; key < 400; key++)
    for (const word of (surrogatesOf(["{PERSON:Mark Miller}"], key)[0] ?? "").split(" "))
      drawn.add(word);
  expect(drawn.size).toBeGreaterThan(300);
  expect([...drawn].filter((word) => isCommonWord(word) || isPlaceName(word))).toEqual([]);
});

describe("[EXP1] one person has one name", () => {
  test.each(["Don Henley", "al green", "Van Morrison", "Bin Zhao", "Di Adams"])(
    "a first name that reads as a title or a particle is replaced: %s",
    (name) => {
      const [first = ""] = name.split(" ");
      const [full = "", alone = ""] = surrogatesOf([`I am {PERSON:${name}}`, `{PERSON:${first}}`]);
      expect(full).not.toMatch(new RegExp(`\\b${first}\\b`, "i"));
      expect(full.split(" ")[2]).toBe(alone);
    },
  );

  test("a title stays, a particle too", () => {
    expect(surrogatesOf(["{PERSON:Don Pedro Ruiz}"], 7, "es")[0]).toMatch(/^Don \p{L}+ \p{L}+$/u);
    expect(surrogatesOf(["{PERSON:Jan van Dijk}"])[0]).toMatch(/^\p{L}+ van \p{L}+$/u);
  });

  test("in full, in part, in small letters, possessive, in e-mail and username", () => {
    const said = surrogatesOf([
      "I am {PERSON:Johanna Whitfield}",
      "thanks {PERSON:johanna}",
      "{PERSON:WHITFIELD}, yes",
      "{PERSON:Johanna's} order",
      "{EMAIL:johanna.whitfield@corp.test}",
      "{USERNAME:jwhitfield}",
      "{EMAIL:JohannaWhitfield@corp.test}",
      "{USERNAME:Username: jwhitfield}",
    ]);
    const [, given = "", family = ""] =
      /^I am (\p{Lu}\p{L}+) (\p{Lu}\p{L}+)$/u.exec(said[0] ?? "") ?? [];
    const bare = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    expect(said.slice(1, 4)).toEqual([
      `thanks ${given.toLowerCase()}`,
      `${family.toUpperCase()}, yes`,
      `${given}'s order`,
    ]);
    expect(said[4]).toMatch(
      new RegExp(`^${bare(given)}\\.${bare(family)}@example\\.(com|org|net)$`),
    );
    expect(said[5]).toBe(`${bare(given).charAt(0)}${bare(family)}`);
    expect(said[6]).toMatch(new RegExp(`^${bare(given)}${bare(family)}@`));
    expect(said[7]).toBe(`Username: ${said[5] ?? ""}`);
  });

  test("no surrogate holds a name that was said", () => {
    const holding = ["Anand", "Maria", "Christ", "Johan"];
    for (let key = 0; key < 400; key++) {
      const said = surrogatesOf(
        holding.map((name) => `{PERSON:${name}}`),
        key,
      )
        .join()
        .toLowerCase();
      for (const name of holding) expect(said).not.toContain(name.toLowerCase());
    }
  });

  test("also where a conversation has more names than the pools", () => {
    const letters = "abcdefghij";
    const names = Array.from(
      { length: 4_000 },
      (_, index) => `X${String(index).replace(/\d/g, (digit) => letters.charAt(Number(digit)))}qx`,
    );
    const turns = names.map((name) => `{PERSON:${name}} Qqzx`);
    const said = surrogatesOf(turns, 7, "pt");
    expect(new Set(said).size).toBe(names.length);
  });

  test("a name in another encoding is replaced, though there is no word in it", () => {
    for (const encoded of [
      "00630061007300650079",
      "%63%61%73%65%79",
      "\\u0063\\u0061",
      "6361736579",
    ]) {
      const [said = ""] = surrogatesOf([`it is {PERSON:${encoded}}`]);
      expect(said).not.toContain(encoded);
      expect(said).toHaveLength(`it is ${encoded}`.length);
    }
  });

  test("a possessive without its apostrophe is the same person, a surname in s is not", () => {
    const [full = "", bare = "", other = ""] = surrogatesOf([
      "I am {PERSON:Angela}",
      "{PERSON:Angelas} order",
      "{PERSON:Robert} and {PERSON:Roberts}",
    ]);
    expect(bare).toBe(`${full.slice(5)}s order`);
    const [robert = "", roberts = ""] = other.split(" and ");
    expect(roberts.startsWith(robert)).toBe(false);
  });

  test("what stands behind or in front of a name and is nobody's stays", () => {
    const [said = "", alone] = surrogatesOf([
      "{PERSON:Charles Dennis Barton Jr} or {PERSON:Doc Barton}",
      "{PERSON:Jr}",
    ]);
    const [, family] = /^\S+ \S+ (\S+) Jr or Doc (\S+)$/.exec(said) ?? [];
    expect([family, alone]).toEqual([/ (\S+) Jr/.exec(said)?.[1], "Jr"]);
  });

  test("a surname in front of its first name is a surname, and comes back as one", () => {
    for (let key = 0; key < 20; key++) {
      const [said = "", alone = ""] = surrogatesOf(
        ["{PERSON:Bacheler Janet}", "{PERSON:Janet}"],
        key,
      );
      const [family = "", given = ""] = said.split(" ");
      expect([given, familyNames("en").includes(family)]).toEqual([alone, true]);
      expect(givenNames("en", "female")).toContain(given);
    }
  });

  test("a family shares its surname, and two people are two", () => {
    const [said = ""] = surrogatesOf([
      "{PERSON:Anna Berg} and {PERSON:Otto Berg}, not {PERSON:Anna Kurz}",
    ]);
    const [, a, b, c, d, e, f] = /^(\S+) (\S+) and (\S+) (\S+), not (\S+) (\S+)$/.exec(said) ?? [];
    expect([b === d, a === e, a === c, b === f]).toEqual([true, true, false, false]);
  });

  test("two people of one surname whose first names are letters stay two", () => {
    for (let key = 0; key < 100; key++) {
      const people = [..."JKLMN"].map((letter) => `{PERSON:${letter}. Smith}`);
      const said = surrogatesOf(people, key);
      expect(new Set(said).size).toBe(5);
      expect(said.some((name, at) => name.startsWith("JKLMN".charAt(at)))).toBe(false);
    }
  });

  test.each([
    ["Mark", "en", "male", "given"],
    ["Sarah Brown", "en", "female", "given"],
    ["Wiebke Abicht", "de", "female", "given"],
    ["Frau Mühlenbrock", "de", null, "family"],
    ["María Hernández", "es", "female", "given"],
    ["mohan", "in", "male", "given"],
    ["أحمد", "ar", "male", "given"],
    ["Matej", "en", "male", "given"],
    ["Morrison", "en", null, "family"],
    ["nyberg", "en", null, "family"],
    ["Thomas", "en", "male", "given"],
    ["Mr. Rednjak", "en", null, "family"],
  ] as const)("gender and language are kept: %s", (name, language, gender, role) => {
    const [, title = "", value = name] = /^(Mr\. )(.+)$/.exec(name) ?? [];
    const pool = role === "family" ? familyNames(language) : givenNames(language, gender);
    for (let key = 0; key < 20; key++) {
      const [said = ""] = surrogatesOf([`${title}{PERSON:${value}}`], key);
      const first = said.replace(/^(?:Frau|Mr\.) /, "").split(" ")[0] ?? "";
      expect(pool.map((one) => one.toLowerCase())).toContain(first.toLowerCase());
    }
  });

  test("a second first name that nobody knows is of the first one's gender", () => {
    for (let key = 0; key < 20; key++) {
      const [said = ""] = surrogatesOf(["{PERSON:Barbara Qwyneta Apt}"], key);
      for (const one of said.split(" ").slice(0, 2))
        expect(givenNames("en", "female")).toContain(one);
    }
  });

  test("the words of one name are of one language, of the conversation's where it tells none", () => {
    for (let key = 0; key < 20; key++) {
      const [known = "", unknown = ""] = surrogatesOf(
        ["{PERSON:Katharina Schneider}", "{PERSON:Zyxwana}"],
        key,
        "de",
      );
      const [given = "", family = ""] = known.split(" ");
      expect(givenNames("de", "female")).toContain(given);
      expect(familyNames("de")).toContain(family);
      expect(givenNames("de", null)).toContain(unknown);
    }
  });

  test("a maiden name as an answer is a name, and the one that the person is called by", () => {
    const said = surrogatesOf(["{PERSON:Ann Cooper}", "{SECURITY_ANSWER:cooper}"]);
    expect(said[1]).toBe(said[0]?.split(" ")[1]?.toLowerCase());
  });
});
