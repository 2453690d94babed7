import { createServer } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ready } from "../test/listening.ts";
import { destinationAt, openValues, payment } from "../test/provider.ts";
import { openConnection } from "./connection/connection.ts";
import type { Resolve } from "./connection/guarded-lookup.ts";
import { mayConnectTo } from "./connection/public-address.ts";
import { DestinationsWrong, readDestinations } from "./destination/read-destinations.ts";
import { forward } from "./forward.ts";

let folder = "";
let hits = 0;
let origin = "";
const server = createServer((_, response) => {
  hits += 1;
  response.setHeader("content-type", "application/json").end("{}");
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-forward-"));
  origin = await ready(server);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const route = { method: "POST", path: "/pay", contentType: "application/json", answer: ["/id"] };

/** What is wrong with a file of one destination; nothing where it is taken. */
async function wrongWith(more: object, production = true): Promise<readonly string[]> {
  const path = join(folder, "destinations.json");
  const one = {
    id: "psp",
    tenants: ["demo"],
    origin: "https://psp.test",
    routes: [route],
    ...more,
  };
  await writeFile(path, JSON.stringify({ destinations: [one] }));
  try {
    await readDestinations(path, { env: { KEY: "sk_secret" }, production });
    return [];
  } catch (error) {
    return error instanceof DestinationsWrong ? error.lines : ["another error"];
  }
}

describe("[24] a destination cannot be turned to what is not public", () => {
  test.each(["::7f00:1", "::a9fe:a9fe", "64:ff9b:1::a00:1", "4000::1", "fec0::1", "2002:7f00:1::"])(
    "%s is no address of the public internet",
    (address) => {
      expect(mayConnectTo(address, [])).toBe(false);
    },
  );

  test.each([
    "https://169.254.169.254",
    "https://[::ffff:169.254.169.254]",
    "https://[::ffff:7f00:1]",
    "https://0177.0.0.1",
    "https://2130706433",
    "https://0x7f.1",
    "https://127.1",
    "https://[::1]",
    "https://[fd00::1]",
    "https://10.0.0.1",
    "https://100.64.0.1",
    "https://0.0.0.0",
    "https://user@psp.test",
    "https://user:password@psp.test",
    "https://psp.test/path",
    "https://psp.test?query",
    "https://psp.test#@169.254.169.254",
    "//psp.test",
    "https://psp.test\\@127.0.0.1",
    "https://psp.test\r\nhost: a",
    "file:///etc/passwd",
    "gopher://psp.test",
    "http://psp.test",
    "",
  ])("the origin %j is refused at the start", async (bad) => {
    expect(await wrongWith({ origin: bad })).toEqual([expect.stringMatching(/^destinations\.0/)]);
  });

  test.each([
    [{ networks: ["127.0.0.0/8"] }, "networks"],
    [{ networks: ["126.0.0.0/7"] }, "networks"],
    [{ networks: ["0.0.0.0/0"] }, "networks"],
    [{ networks: ["169.254.0.0/16"] }, "networks"],
    [{ networks: ["::/0"] }, "networks"],
    [{ networks: ["10.0.0.0"] }, "networks"],
    [{ requestHeaders: ["host"] }, "requestHeaders"],
    [{ requestHeaders: ["transfer-encoding"] }, "requestHeaders"],
    [{ responseHeaders: ["set-cookie"] }, "responseHeaders"],
    [{ responseHeaders: ["location"] }, "responseHeaders"],
    [{ routes: [{ ...route, path: "/a/../b" }] }, "path"],
    [{ routes: [{ ...route, path: "//evil" }] }, "path"],
    [{ routes: [{ ...route, path: "/a?b" }] }, "path"],
    [{ routes: [{ ...route, answer: ["/__proto__/x"] }] }, "answer"],
    [{ routes: [] }, "routes or a charge"],
    [{ credentials: [{ secret: { env: "MISSING" } }] }, "the variable MISSING holds no secret"],
    [{ credentials: [{ secret: { value: "sk_live" } }] }, "credentials"],
    [{ surprise: true }, "Unrecognized key"],
  ])("%j is refused in production, and the line says where", async (more, place) => {
    const lines = await wrongWith(more);
    expect(lines).toEqual([expect.stringContaining(place)]);
    expect(lines.join()).not.toContain("sk_");
  });

  test("what is right is taken, with its credentials as headers", async () => {
    expect(
      await wrongWith({ networks: ["10.20.0.0/16"], credentials: [{ secret: { env: "KEY" } }] }),
    ).toEqual([]);
    expect(await wrongWith({ origin, networks: ["127.0.0.0/8"] }, false)).toEqual([]);
    expect(await wrongWith({ origin, networks: ["127.0.0.0/8"] })).not.toEqual([]);
    const path = join(folder, "destinations.json");
    await writeFile(
      path,
      JSON.stringify({
        destinations: [
          {
            id: "psp",
            tenants: ["demo"],
            origin: "https://psp.test",
            routes: [route],
            credentials: [{ header: "x-api-key", scheme: "plain", secret: { env: "KEY" } }],
          },
        ],
      }),
    );
    const [read] = await readDestinations(path, { env: { KEY: "sk_secret" }, production: true });
    expect(read?.headers).toEqual({ "x-api-key": "sk_secret" });
  });

  test.each([
    "/pay/",
    "//pay",
    "/./pay",
    "/a/../pay",
    "/pay?x=1",
    "/pay#x",
    "/%70ay",
    "/pay%00",
    "/pay\r\nhost: evil",
    "/pay\\..\\x",
    "http://127.0.0.1/pay",
    "@127.0.0.1/pay",
    "pay",
    "/PAY",
    "",
  ])("the path %j is no path of the route", async (path) => {
    const destination = destinationAt(origin);
    const connection = openConnection(destination);
    const { open, opened } = openValues();
    await expect(
      forward({ ...payment(), path }, { destination, connection, open }),
    ).rejects.toMatchObject({ code: "not_allowed", sent: false });
    expect(opened).toEqual([]);
    await connection.close();
  });

  test.each([
    ["8.8.8.8", true],
    ["2606:4700::1111", true],
    ["127.0.0.1", false],
    ["::ffff:127.0.0.1", false],
    ["::127.0.0.1", false],
    ["64:ff9b::7f00:1", false],
    ["2002:7f00:1::", false],
    ["fe80::1", false],
    ["fc00::1", false],
    ["192.168.1.1", false],
    ["198.18.0.1", false],
    ["224.0.0.1", false],
    ["255.255.255.255", false],
    ["not an address", false],
  ])("an address %s is allowed: %s", (address, allowed) => {
    expect(mayConnectTo(address, [])).toBe(allowed);
  });
});

describe("[25] DNS that changes its answer", () => {
  const port = () => new URL(origin).port;
  const ask = async (answers: string[][]) => {
    let asked = 0;
    const resolve: Resolve = async () => {
      const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    };
    const destination = destinationAt(`http://psp.test:${port()}`, { networks: [] });
    const connection = openConnection(destination, resolve);
    const { open } = openValues();
    const result = await forward(payment(), { destination, connection, open }).catch(
      (error: unknown) => error,
    );
    await connection.close();
    return { result, asked };
  };

  test.each([
    ["the address of this machine", [["127.0.0.1"]]],
    ["a public address and this machine's", [["8.8.8.8", "127.0.0.1"]]],
    ["this machine's in IPv6", [["::ffff:127.0.0.1"]]],
    ["the cloud's metadata", [["169.254.169.254"]]],
    ["nothing", [[]]],
  ])("%s refuses the connection", async (_, answers) => {
    const before = hits;
    const { result, asked } = await ask(answers);
    expect(result).toMatchObject({ code: "address_refused", sent: false });
    expect([asked, hits - before]).toEqual([1, 0]);
  });

  test("the name is asked once a connection, and what was checked is what is connected to", async () => {
    let asked = 0;
    const resolve: Resolve = async () => {
      asked += 1;
      // First an address that is allowed; whoever asked again would be led elsewhere.
      return [{ address: asked === 1 ? "127.0.0.1" : "127.0.0.9", family: 4 }];
    };
    const destination = destinationAt(`http://psp.test:${port()}`, { networks: ["127.0.0.1/32"] });
    const connection = openConnection(destination, resolve);
    const { open } = openValues();
    const before = hits;
    const answer = await forward(payment(), { destination, connection, open });
    expect([answer.status, asked, hits - before]).toEqual([200, 1, 1]);
    await connection.close();
    const again = openConnection(destination, resolve);
    await expect(
      forward(payment(), { destination, connection: again, open }),
    ).rejects.toMatchObject({ code: "address_refused" });
    await again.close();
  });
});
