import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createSocketGate } from "./socket-gate.ts";

function from(address: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  return new IncomingMessage(socket);
}

test("[38] a closed connection makes room, though not faster than they may come", () => {
  let now = 0;
  const gate = createSocketGate({ proxies: 0, most: 2, perSecond: 10, now: () => now });
  const request = from("203.0.113.7");
  const open = () => gate.allows(request) && gate.opened(request);
  const [one, two] = [open(), open()];
  expect([one, two, open()]).toEqual([expect.any(Function), expect.any(Function), false]);
  if (one) one();
  expect(open()).toBe(false);
  now = 10_000;
  expect(open()).toEqual(expect.any(Function));
  now = 60_000;
  expect(open()).toBe(false);
  expect(gate.allows(from("203.0.113.8"))).toBe(true);
});

test("this machine is not counted where no proxy is known of, and is where one is", () => {
  const open = (proxies: number) => {
    const gate = createSocketGate({ proxies, most: 1, perSecond: 10, now: () => 0 });
    return ["127.0.0.1", "::ffff:127.0.0.1", "::1", "127.0.0.1"].map((address) =>
      gate.allows(from(address)),
    );
  };
  expect(open(0)).toEqual([true, true, true, true]);
  expect(open(1)).toEqual([true, false, true, false]);
});

test("[38] behind a proxy on this machine that no setting tells of, each of its customers is counted", () => {
  const gate = createSocketGate({ proxies: 0, most: 1, perSecond: 10, now: () => 0 });
  const behind = (customer: string) => {
    const request = from("127.0.0.1");
    request.headers["x-forwarded-for"] = `192.0.2.66, ${customer}`;
    return gate.allows(request);
  };
  expect(
    ["203.0.113.7", "203.0.113.7", "203.0.113.8", "127.0.0.1", "127.0.0.1"].map(behind),
  ).toEqual([true, false, true, true, false]);
});

test("[38] what one address asks for is counted over all of its connections", () => {
  const gate = createSocketGate({ proxies: 0, most: 9, perSecond: 10, now: () => 0 });
  const [one, two] = [from("2001:db8::1"), from("2001:db8::2")];
  const other = from("2001:db8:1::1");
  for (const request of [one, two, other]) gate.opened(request);
  expect([gate.spends(one, 30), gate.spends(two, 20), gate.spends(one, 1)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(gate.spends(other, 50)).toBe(true);
});

test("[38] what all networks of one site hold open is counted together", () => {
  const gate = createSocketGate({ proxies: 0, most: 2, perSecond: 10, now: () => 0 });
  const open = (address: string) => gate.allows(from(address)) && gate.opened(from(address));
  const all = Array.from({ length: 20 }, (_, at) => open(`2001:db8:7:${at}::1`));
  expect(all.filter((one) => one !== false)).toHaveLength(16);
  expect(open("2001:db8:8::1")).toEqual(expect.any(Function));
});
