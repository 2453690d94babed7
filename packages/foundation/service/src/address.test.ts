import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { addressBehind, networkOf } from "./address.ts";

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

test.each([
  [0, "10.0.0.1"],
  [1, "198.51.100.4"],
  [2, "203.0.113.7"],
  [3, "192.0.2.66"],
  [9, "192.0.2.66"],
])("[38] behind %i proxies nothing counts that a client wrote itself", (proxies, address) => {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: "10.0.0.1" });
  const request = new IncomingMessage(socket);
  request.headers["x-forwarded-for"] = "192.0.2.66, 203.0.113.7, 198.51.100.4";
  expect(addressBehind(request, proxies)).toBe(address);
});
