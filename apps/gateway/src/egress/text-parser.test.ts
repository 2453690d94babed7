import fc from "fast-check";
import { Encoder, PacketType } from "socket.io-parser";
import { expect, test } from "vitest";
import { textParser } from "./text-parser.ts";

const ours = new textParser.Encoder();
const theirs = new Encoder();

test("a packet without attachments is encoded as socket.io encodes it", () => {
  const type = fc.constantFrom(PacketType.EVENT, PacketType.ACK);
  const nsp = fc.constantFrom("/", "/customers", "/agents");
  const data = fc.array(fc.jsonValue(), { minLength: 1 });
  const packets = fc.oneof(
    fc.record({ type, nsp, data }),
    fc.record({ type, nsp, data, id: fc.nat() }),
  );
  fc.assert(
    fc.property(packets, (packet) => {
      expect(ours.encode(packet)).toEqual(theirs.encode(packet));
    }),
  );
  for (const packet of [
    { type: PacketType.CONNECT, nsp: "/agents", data: { sid: "a" } },
    { type: PacketType.CONNECT_ERROR, nsp: "/agents", data: { message: "no" } },
    { type: PacketType.DISCONNECT, nsp: "/customers" },
    { type: PacketType.DISCONNECT, nsp: "/", data: undefined },
  ])
    expect(ours.encode(packet)).toEqual(theirs.encode(packet));
});
