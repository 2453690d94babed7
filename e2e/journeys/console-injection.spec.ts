import { connectCustomer } from "../clients/customer.ts";
import { expect, test } from "./fixtures.ts";

/** What would run, or show a picture or a link, if anything of it were taken for HTML, Markdown, a template or an address. */
const PAYLOADS = [
  `<img src=x onerror="window.stolen=1">`,
  `"><script>window.stolen=2</script>`,
  `<svg/onload=window.stolen=3>`,
  `<iframe srcdoc="<script>parent.stolen=4</script>"></iframe>`,
  `<a href="javascript:window.stolen=5">receipt</a>`,
  `[receipt](javascript:window.stolen=6)`,
  "{{constructor.constructor('window.stolen=7')()}}",
  "${window.stolen=8}",
  "<style>@import 'https://evil.test/x.css';</style>",
  "</script><script>window.stolen=9</script>",
  `<math><mtext><table><mglyph><style><img src=x onerror=window.stolen=10>`,
  "javascript:window.stolen=11",
];

test("[21] script in a message, a name, a page's title or its address stays text in the console", async ({
  system,
  desk,
}) => {
  const { page } = desk;
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on("dialog", (dialog) => {
    complaints.push(dialog.type());
    void dialog.dismiss();
  });
  const outside: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(system.gateway.url) && !url.startsWith("data:")) outside.push(url);
  });
  const name = `<img src=x onerror="window.stolen=12">`;
  const customer = await connectCustomer({
    gateway: system.gateway.url,
    origin: system.gateway.url,
    name,
  });
  const title = `<script>window.stolen=13</script>`;
  await customer.send({ type: "page", page: { title, url: "javascript:window.stolen=14" } });
  for (const text of PAYLOADS) expect(await customer.say(text)).toMatchObject({ ok: true });
  await customer.say("the last of them");

  await desk.take("the last of them");
  for (const text of PAYLOADS) await expect(desk.stream.getByText(text).first()).toBeVisible();
  await expect(page.getByText(name).first()).toBeVisible();
  await desk.say(PAYLOADS[0] ?? "");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: /^Note/ }).fill(PAYLOADS[1] ?? "");
  await page.keyboard.press("Control+Enter");
  await expect(
    page
      .getByRole("list")
      .getByText(PAYLOADS[1] ?? "")
      .first(),
  ).toBeVisible();

  const found = await page.evaluate(() => ({
    stolen: "stolen" in window,
    // What the console has of its own is drawn, and made by its script alone.
    elements: document.querySelectorAll(
      "img, iframe, object, embed, base, math, script:not([src]), [onerror], [onload], a[href^='javascript:']",
    ).length,
  }));
  expect(found).toEqual({ stolen: false, elements: 0 });
  expect(complaints).toEqual([]);
  expect(outside).toEqual([]);
  const attempt = await page.evaluate(() => {
    try {
      document.createElement("div").innerHTML = "<b>x</b>";
      return "taken";
    } catch (error) {
      return error instanceof TypeError ? "refused" : String(error);
    }
  });
  expect(attempt).toBe("refused");
  customer.close();
});
