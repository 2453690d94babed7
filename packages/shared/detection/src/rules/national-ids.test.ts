import { describe, expect, test } from "vitest";
import { createInlineDetector } from "../inline.ts";

function found(text: string): string[] {
  return createInlineDetector()
    .add({ speaker: "customer", text })
    .findings.map((one) => `${one.rule} ${text.slice(one.start, one.end)}`);
}

describe("a number with a right check needs no word", () => {
  test.each([
    ["GB", "QQ 12 34 56 C".replace("QQ", "AB")],
    ["ES", "12345678Z"],
    ["ES", "X1234567L"],
    ["ES", "12.345.678-Z"],
    ["FR", "1 84 12 76 451 089 46"],
    ["FR", "184127645108946"],
    ["DE", "86 095 742 719"],
    ["PT", "00000000 0 ZZ4"],
    ["BR", "529.982.247-25"],
    ["BR", "11.444.777/0001-61"],
  ])("%s %s", (_country, written) => {
    expect(found(`aqui: ${written} ok`)).toEqual([`national-id ${written}`]);
  });
});

describe("one that others share needs a word", () => {
  test.each([
    ["meine Steuer-ID ist", "86095742719"],
    ["Personalausweisnummer", "T220001293"],
    ["o meu NIF é", "123456789"],
    ["meu CPF é", "52998224725"],
  ])("%s %s", (cue, written) => {
    expect(found(`${cue} ${written}`)).toEqual([`national-id ${written}`]);
    expect(found(`Sendung ${written}`)).not.toContain(`national-id ${written}`);
  });
});

describe("a wrong check is no finding of this rule", () => {
  test.each([
    ["12345678A"],
    ["X1234567M"],
    ["1 84 12 76 451 089 47"],
    ["86 095 742 718"],
    ["529.982.247-26"],
    ["11.444.777/0001-62"],
    ["111.111.111-11"],
  ])("%s", (written) => {
    expect(found(`aqui: ${written} ok`)).not.toContain(`national-id ${written}`);
  });
});
