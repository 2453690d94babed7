import { expect, test } from "vitest";
import { withStart } from "./start-script.mjs";

const PAGE = `<head>
    <link rel="icon" href="/form/assets/icon-1a.png" />
    <script type="module" crossorigin src="/form/assets/index-2b.js"></script>
    <link rel="modulepreload" crossorigin href="/form/assets/start-3c.js">
    <link rel="stylesheet" crossorigin href="/form/assets/index-4d.css">
  </head>`;

test("start runs by itself, before anything is drawn", () => {
  expect(withStart(PAGE)).toBe(`<head>
    <link rel="icon" href="/form/assets/icon-1a.png" />
    <script type="module" async blocking="render" crossorigin src="/form/assets/start-3c.js"></script>
    <script type="module" crossorigin src="/form/assets/index-2b.js"></script>
    <link rel="stylesheet" crossorigin href="/form/assets/index-4d.css">
  </head>`);
});

test.each(["start-3c", 'type="module"'])("a page without %s is not built", (part) => {
  expect(() => withStart(PAGE.replace(part, ""))).toThrow("the page ");
});
