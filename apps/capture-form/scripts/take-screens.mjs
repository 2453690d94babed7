// Screenshots of every state of the form: `npm run screens -w @aside/capture-form -- FOLDER` after `npx vite build`.
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { addressTemplate, bankTemplate, cardTemplate, nationalIdTemplate } from "@aside/fields";
import { startMockCollector } from "./mock-collector.mjs";

const folder = process.argv[2] ?? "screens";
await mkdir(folder, { recursive: true });

const SIZES = [
  { name: "phone", width: 390, height: 844 },
  { name: "wide", width: 720, height: 900 },
];
const CARD = {
  "card-pan": "4111111111111111",
  "card-holder": "Ana de Armas",
  "card-exp": "0827",
  "card-cvv": "123",
};

const SCENES = [
  { name: "card", template: cardTemplate, amount: { minor: 4200, currency: "EUR" } },
  {
    name: "card-filled",
    template: cardTemplate,
    amount: { minor: 4200, currency: "EUR" },
    fill: CARD,
  },
  {
    name: "card-errors",
    template: cardTemplate,
    amount: { minor: 4200, currency: "EUR" },
    fill: { ...CARD, "card-pan": "4111111111111112", "card-exp": "1020", "card-cvv": "" },
    submit: true,
  },
  {
    name: "card-de",
    template: cardTemplate,
    locale: "de-DE",
    fill: { ...CARD, "card-pan": "378282246310005" },
    amount: { minor: 4200, currency: "EUR" },
  },
  {
    name: "card-ar",
    template: cardTemplate,
    locale: "ar-EG",
    fill: { ...CARD, "card-cvv": "1" },
    submit: true,
    amount: { minor: 4200, currency: "EUR" },
  },
  { name: "address-us", template: addressTemplate, country: "US" },
  { name: "address-jp", template: addressTemplate, country: "JP" },
  {
    name: "address-de",
    template: addressTemplate,
    country: "DE",
    fill: { "address-postal": "1011" },
    submit: true,
  },
  { name: "bank", template: bankTemplate, choose: "IBAN" },
  { name: "national-id", template: nationalIdTemplate, idCountry: "IN" },
  { name: "countdown", template: cardTemplate, secondsLeft: 42 },
  {
    name: "retry",
    template: cardTemplate,
    fill: CARD,
    submit: true,
    submitReply: { status: 503, body: { code: "unavailable", text: "x" } },
    until: "Try again",
  },
  {
    name: "stored",
    template: cardTemplate,
    fill: CARD,
    submit: true,
    submitReply: { body: { outcome: "stored", display: "Visa •••• 1111" } },
    until: "Stored",
  },
  {
    name: "expired",
    template: cardTemplate,
    secondsLeft: 1,
    state: "expired",
    until: "The time is over",
  },
  {
    name: "declined",
    template: cardTemplate,
    secondsLeft: 1,
    state: "declined",
    until: "You declined",
  },
  {
    name: "replaced",
    template: cardTemplate,
    secondsLeft: 1,
    state: "replaced",
    until: "Open somewhere else",
  },
  {
    name: "needs-ticket",
    openReply: { status: 401, body: { code: "ticket_expired", text: "x" } },
    until: "This form was closed",
  },
  {
    name: "unreachable",
    openReply: { status: 503, body: { code: "unavailable", text: "x" } },
    until: "does not answer",
  },
];

const only = process.argv[3];
const browser = await chromium.launch(
  process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {},
);
const problems = [];
for (const scene of SCENES.filter(({ name }) => !only || name.startsWith(only))) {
  const collector = await startMockCollector((call) => answer(scene, call));
  for (const size of SIZES) {
    for (const scheme of ["light", "dark"]) {
      const context = await browser.newContext({
        viewport: { width: size.width, height: size.height },
        colorScheme: scheme,
        locale: "en-US",
        deviceScaleFactor: 1,
      });
      const page = await context.newPage();
      page.on("console", (message) => problems.push(`${scene.name}: ${message.text()}`));
      page.on("pageerror", (error) => problems.push(`${scene.name}: ${error.message}`));
      await page.goto(`${collector.origin}/form#t=ticket.${scene.name}`);
      await play(page, scene);
      await page.screenshot({
        path: `${folder}/${scene.name}-${size.name}-${scheme}.png`,
        fullPage: true,
      });
      await context.close();
    }
  }
  await collector.close();
}
await browser.close();
for (const problem of new Set(problems)) process.stderr.write(`${problem}\n`);

async function play(page, scene) {
  if (!scene.until || scene.fill) await page.locator("form").waitFor();
  if (scene.country) await page.locator("#f-address-country").selectOption(scene.country);
  if (scene.idCountry) await page.locator("#f-id-country").selectOption(scene.idCountry);
  if (scene.choose) await page.getByLabel(scene.choose).check();
  for (const [id, text] of Object.entries(scene.fill ?? {})) {
    await page.locator(`#f-${id}`).pressSequentially(text);
  }
  if (scene.submit) await page.locator("button.primary").click();
  if (scene.until) await page.getByText(scene.until).first().waitFor({ timeout: 15_000 });
}

function answer(scene, { path, body }) {
  const now = Date.now();
  if (path.endsWith("/progress")) return { status: 204, body: null };
  if (path.endsWith("/submit"))
    return scene.submitReply ?? { body: { outcome: "stored", display: "Visa •••• 1111" } };
  if (path.endsWith("/state"))
    return { body: { state: scene.state ?? "open", deadline: now + 300_000, now } };
  return (
    scene.openReply ?? {
      body: {
        capture: "cap_00000000000000000000000000",
        jti: body.ticket,
        tenant: { id: "demo", name: "Marlow & Finch", privacyUrl: "https://example.org/privacy" },
        template: scene.template,
        purpose: "your order 1042",
        ...(scene.amount && { amount: scene.amount }),
        requestedBy: "Anna",
        locale: scene.locale ?? "en-US",
        retentionDays: 30,
        deadline: now + (scene.secondsLeft ?? 300) * 1_000,
        now,
        key: {
          kid: "k1",
          suite: "xc20p",
          publicKey: "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08",
        },
      },
    }
  );
}
