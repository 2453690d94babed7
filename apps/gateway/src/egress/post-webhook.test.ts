import { createServer } from "node:http";
import { expect, test } from "vitest";
import { createPostWebhook, isAllowed } from "./post-webhook.ts";

test.each([
  "10.1.2.3",
  "127.0.0.1",
  "169.254.169.254",
  "172.20.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "fc00::1",
  "::ffff:10.0.0.1",
  "2001:db8::1",
  "64:ff9b::a00:1",
  "2002:a00:1::",
  "no address",
])("%s is no public address", (address) => {
  expect(isAllowed(address, false)).toBe(false);
});

test.each(["1.1.1.1", "93.184.216.34", "2606:4700::1111"])("%s is one", (address) => {
  expect(isAllowed(address, false)).toBe(true);
});

test.each([
  "http://example.com/",
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://user:pass@example.com/",
  "ftp://example.com/",
  "nothing",
])("nothing is posted to %s", async (url) => {
  await expect(createPostWebhook({ loopback: false })(url, "{}", {})).rejects.toMatchObject({
    code: "not_allowed",
  });
});

test("a name that leads to this machine is not followed either", async () => {
  await expect(
    createPostWebhook({ loopback: false })("https://localhost/", "{}", {}),
  ).rejects.toMatchObject({ code: "not_allowed" });
});

test("a redirect is an answer that did not take it, and is not followed", async () => {
  const paths: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const post = createPostWebhook({ loopback: true });
  await expect(post(`http://127.0.0.1:${port}/hook`, "{}", {})).rejects.toMatchObject({
    code: "refused",
  });
  expect(paths).toEqual(["/hook"]);
  server.close();
});

test("a receiver whose answer has no end is hung up on, and has taken it", async () => {
  let hungUp: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (hungUp = resolve));
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65_536))) continue;
    };
    response.on("drain", more).on("close", hungUp);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const began = performance.now();
  await createPostWebhook({ loopback: true })(`http://127.0.0.1:${port}/hook`, "{}", {});
  await gone;
  expect(performance.now() - began).toBeLessThan(2_000);
  server.close();
});
