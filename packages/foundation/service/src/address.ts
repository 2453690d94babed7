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

/**
 * The 48 bits of IPv6 that a network of 64 is one of 65,536 of, and that one customer of a provider may have whole (RFC 6177); null for IPv4.
 *
 * @param network as `networkOf` says it
 */
export function siteOf(network: string): string | null {
  const groups = /^((?:[0-9a-f]{1,4}:){2}[0-9a-f]{1,4}):[0-9a-f]{1,4}::\/64$/.exec(network)?.[1];
  return groups === undefined ? null : `${groups}::/48`;
}

type Arrived = Pick<IncomingMessage, "headers" | "socket">;

/**
 * Where a request came from, as many steps back as proxies stand before us. Where none is said to, a proxy on this machine that names its client
 * is one all the same: else all of its clients would be this machine.
 */
export function addressBehind(request: Arrived, proxies: number): string | undefined {
  const { socket } = request;
  const steps = stepsOf(request);
  const trusted = hasUnnamedProxy(request, proxies) ? 1 : proxies;
  return trusted === 0
    ? socket.remoteAddress
    : (steps.at(-trusted) ?? steps[0] ?? socket.remoteAddress);
}

/** The same for express: `app.set("trust proxy", proxiesTrusted(proxies))`, and `request.ip` is what `addressBehind` says. */
export function proxiesTrusted(proxies: number): (address: string, step: number) => boolean {
  return (address, step) => step < proxies || (step === 0 && isThisMachine(address));
}

/** Whether a request came through a proxy on this machine that no setting tells of. */
export function hasUnnamedProxy(request: Arrived, proxies: number): boolean {
  return (
    proxies === 0 && isThisMachine(request.socket.remoteAddress) && stepsOf(request).length > 0
  );
}

export function isThisMachine(address = ""): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

function stepsOf({ headers }: Arrived): string[] {
  return String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((step) => step.trim())
    .filter((step) => step !== "");
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
