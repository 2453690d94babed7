import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * What an address is counted under: an IPv4 address as it is, also where IPv6 maps it; of IPv6 the network of 64 bits, of which whoever has one
 * address has them all (RFC 6177). `unknown` for what is no address.
 */
export function networkOf(address: string | undefined): string {
  const bare = (address ?? "").split("%")[0]?.toLowerCase() ?? "";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped !== undefined) return networkOf(mapped);
  if (isIP(bare) === 4) return bare;
  return isIP(bare) === 6 ? `${prefixOf(bare)}::/64` : "unknown";
}

/** Where a request came from, as many steps back as proxies stand before us. The same as express's `request.ip` with `trust proxy`. */
export function addressBehind(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  proxies: number,
): string | undefined {
  const said = headers["x-forwarded-for"] ?? "";
  const steps = String(said)
    .split(",")
    .map((step) => step.trim())
    .filter((step) => step !== "");
  return proxies === 0
    ? socket.remoteAddress
    : (steps.at(-proxies) ?? steps[0] ?? socket.remoteAddress);
}

function prefixOf(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const [front, back] = [head, tail].map((part) => (part === "" ? [] : part.split(":")));
  const given = (front?.length ?? 0) + (back?.length ?? 0) + (address.includes(".") ? 1 : 0);
  const whole = [...(front ?? []), ...Array<string>(8 - given).fill("0"), ...(back ?? [])];
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
