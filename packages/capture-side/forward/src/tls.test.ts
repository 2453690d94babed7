import { createServer, type ServerOptions } from "node:https";
import { afterEach, expect, test } from "vitest";
import { createAuthority } from "../test/certificate.ts";
import { ready } from "../test/listening.ts";
import { destinationAt, openValues, payment } from "../test/provider.ts";
import { openConnection } from "./connection/connection.ts";
import { forward } from "./forward.ts";

const authority = createAuthority("authority.test");
const stranger = createAuthority("authority.test");
const right = authority.certify("psp.test");

let heard = 0;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  heard = 0;
});

/** Pays at `https://psp.test`, of which only this authority is believed. */
async function pay(options: ServerOptions) {
  const server = createServer(options, (_, response) => {
    heard += 1;
    response.setHeader("content-type", "application/json").end('{"id":"pay_1"}');
  });
  const { port } = new URL(await ready(server));
  const destination = {
    ...destinationAt(`https://psp.test:${port}`),
    authorities: authority.cert,
  };
  const here = async () => [{ address: "127.0.0.1", family: 4 }];
  const connection = openConnection(destination, here);
  closing.push(
    () => connection.close(),
    () => server.close(),
  );
  const { open, opened } = openValues();
  try {
    return await forward(payment(), { destination, connection, open });
  } finally {
    expect(opened.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  }
}

test("[4.2.1] a value goes to the host that its certificate names, by an authority that is believed", async () => {
  expect(await pay(right)).toMatchObject({ status: 200, body: { tree: { id: "pay_1" } } });
  expect(heard).toBe(1);
});

test.each([
  ["another authority of the same name signed it", stranger.certify("psp.test")],
  ["it is signed by itself", { cert: stranger.cert, key: stranger.key }],
  ["it is another host's", authority.certify("other.test")],
  ["it is a host's whose name only ends so", authority.certify("apsp.test")],
  ["its time is over", authority.certify("psp.test", 2025)],
  [
    "there is no TLS of version 1.2",
    {
      ...right,
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    } as const,
  ],
])("[4.2.1] no value goes where %s", async (_, options) => {
  await expect(pay(options)).rejects.toMatchObject({ code: "provider_unreachable", sent: false });
  expect(heard).toBe(0);
});
