import { once } from "node:events";
import { IncomingMessage, request } from "node:http";
import { Socket } from "node:net";
import express from "express";
import { expect, test } from "vitest";
import * as z from "zod";
import { addressBehind, hasUnnamedProxy, networkOf, proxiesTrusted, siteOf } from "./address.ts";
import { createNetworkLimiter } from "./rate-limit.ts";
import { warnOfProxy } from "./warn-of-proxy.ts";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["2001:0db8:0001:0002:ffff::", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["64:ff9b::203.0.113.7", "64:ff9b:0:0::/64"],
  ["4111111111111111", "unknown"],
  ["", "unknown"],
  [undefined, "unknown"],
])("[38] %s is counted as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("[38] a site of IPv6 has eight times what one of its networks has, however many it uses", () => {
  const limiter = createNetworkLimiter({ burst: 2, perSecond: 1, now: () => 0 });
  const taken = (address: string) => limiter.take(networkOf(address)) === 0;
  const inSite = Array.from({ length: 20 }, (_, at) => taken(`2001:db8:7:${at.toString(16)}::1`));
  expect(inSite.filter(Boolean)).toHaveLength(16);
  expect(["2001:db8:8::1", "2001:db8:8::2", "2001:db8:8::3"].map(taken)).toEqual([
    true,
    true,
    false,
  ]);
  expect(Array.from({ length: 20 }, (_, at) => taken(`203.0.113.${at}`))).not.toContain(false);
});

test.each([
  ["203.0.113.7", null],
  ["2001:db8:1:2::/64", "2001:db8:1::/48"],
  ["0:0:0:0::/64", "0:0:0::/48"],
  ["unknown", null],
])("[38] the site of %s is %s", (network, site) => {
  expect(siteOf(network)).toBe(site);
});

test.each([
  [0, "10.0.0.1"],
  [1, "198.51.100.4"],
  [2, "203.0.113.7"],
  [3, "192.0.2.66"],
  [9, "192.0.2.66"],
])("[38] behind %i proxies nothing counts that a client wrote itself", (proxies, address) => {
  const request = from("10.0.0.1", "192.0.2.66, 203.0.113.7, 198.51.100.4");
  expect(addressBehind(request, proxies)).toBe(address);
  expect(hasUnnamedProxy(request, proxies)).toBe(false);
});

test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])(
  "[38] a proxy at %s that no setting tells of is one, and its client is who it names last",
  (proxy) => {
    const request = from(proxy, "192.0.2.66, 203.0.113.7");
    expect(addressBehind(request, 0)).toBe("203.0.113.7");
    expect(hasUnnamedProxy(request, 0)).toBe(true);
    expect(hasUnnamedProxy(request, 1)).toBe(false);
    expect(addressBehind(from(proxy, ""), 0)).toBe(proxy);
    expect(hasUnnamedProxy(from(proxy, ""), 0)).toBe(false);
  },
);

test.each([0, 1, 2])("express is told the same, behind %i proxies", async (proxies) => {
  const app = express();
  app.set("trust proxy", proxiesTrusted(proxies));
  app.use((request, response) => {
    response.json([request.ip, addressBehind(request, proxies)]);
  });
  const server = app.listen(0, "127.0.0.1");
  const warned: string[] = [];
  warnOfProxy(server, { proxies, upgrades: false }, () => void warned.push("once"));
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  // Who asks such a server for another protocol is answered in this one.
  const asking = request({
    port,
    headers: { connection: "Upgrade, close", upgrade: "websocket" },
  }).end();
  const status = new Promise((resolve) => {
    asking.once("response", (answer) => resolve(answer.resume().statusCode));
  });
  expect(await status).toBe(200);
  for (const said of ["192.0.2.66, 203.0.113.7", "203.0.113.7", ""]) {
    const headers = said === "" ? {} : { "x-forwarded-for": said };
    const answer = await fetch(`http://127.0.0.1:${port}`, { headers });
    const [ip, behind] = z.tuple([z.string(), z.string()]).parse(await answer.json());
    expect(ip).toBe(behind);
  }
  expect(warned).toEqual(proxies === 0 ? ["once"] : []);
  server.close();
});

function from(address: string, forwarded: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  const request = new IncomingMessage(socket);
  if (forwarded !== "") request.headers["x-forwarded-for"] = forwarded;
  return request;
}
