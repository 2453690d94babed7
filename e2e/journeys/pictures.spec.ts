import { expect, meet, test } from "./fixtures.ts";

test("[19] a picture that is pasted or dropped into the chat, or into the form, goes nowhere", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "may I send a photo?");
  const sent: string[] = [];
  const network = await shop.page.context().newCDPSession(shop.page);
  network.on("Network.webSocketFrameSent", ({ response }) => sent.push(response.payloadData));
  const posted: string[] = [];
  shop.page.on("request", (request) => posted.push(request.postData() ?? ""));
  await network.send("Network.enable");
  await expect(shop.page.locator('input[type="file"]')).toHaveCount(0);

  const give = (target: Element) => {
    const picture = new File(["canary of a picture"], "card.png", { type: "image/png" });
    for (const kind of ["paste", "dragover", "drop"] as const) {
      const data = new DataTransfer();
      data.items.add(picture);
      const more = { bubbles: true, cancelable: true, composed: true };
      target.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent(kind, { ...more, clipboardData: data })
          : new DragEvent(kind, { ...more, dataTransfer: data }),
      );
    }
  };
  await shop.composer.evaluate(give);
  await shop.say("that was the photo");
  await desk.text("that was the photo").waitFor();
  await desk.capture("/card");
  const field = shop.form.field("Card number");
  await field.waitFor();
  await field.evaluate(give);
  await expect(field).toHaveValue("");
  await expect(shop.page.locator("img[src^='blob:'], img[src^='data:image/png']")).toHaveCount(0);

  expect(sent.join("\n")).toContain("that was the photo");
  const canary = Buffer.from("canary of a picture").toString("base64").slice(0, 20);
  for (const trace of ["canary of a picture", canary, "card.png"]) {
    expect([...sent, ...posted].join("\n")).not.toContain(trace);
  }
  await expect(desk.page.locator("img[src^='blob:'], img[src^='data:image/png']")).toHaveCount(0);
});
