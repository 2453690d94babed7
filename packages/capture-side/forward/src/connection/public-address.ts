import ipaddr from "ipaddr.js";

type Network = ReturnType<typeof ipaddr.parseCIDR>;

const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");

/** A network, as `10.20.0.0/16` or `fd00::/8`; null where it is none. */
export function readNetwork(text: string): Network | null {
  return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : null;
}

/**
 * Whether a connection may go to an address: it is of the public internet, or of one of the networks that the operator named.
 * IPv4 inside IPv6 (mapped, 6to4, NAT64, Teredo) is judged by what ipaddr.js says of the IPv4 address or not at all.
 */
export function mayConnectTo(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  // Global unicast of IPv6 is 2000::/3 (RFC 4291); ipaddr.js calls also `::127.0.0.1` in hexadecimal unicast, and what nobody has.
  const assigned = parsed.kind() === "ipv4" || parsed.match(GLOBAL_UNICAST);
  if (assigned && parsed.range() === "unicast") return true;
  return networks.some((text) => {
    const network = readNetwork(text);
    return network !== null && parsed.kind() === network[0].kind() && parsed.match(network);
  });
}

const OF_THIS_MACHINE = ["127.0.0.1", "169.254.169.254", "0.0.0.0", "::1", "::", "fe80::1"];

/** Whether a network reaches what no destination may reach in production: this machine, the link, the cloud's metadata. */
export function reachesThisMachine(text: string): boolean {
  return OF_THIS_MACHINE.some((address) => {
    const network = readNetwork(text);
    const parsed = ipaddr.parse(address);
    return network !== null && parsed.kind() === network[0].kind() && parsed.match(network);
  });
}
