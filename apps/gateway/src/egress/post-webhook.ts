import { lookup as lookupAll } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Sends a body to a tenant's address. Rejects where it was not taken: any answer but 2xx, a redirect included. */
export type PostWebhook = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<void>;

const TIMEOUT = 5_000;
/** Of an answer, bytes; one that is longer is hung up on. */
const MOST_READ = 16_384;

/** What went wrong, as a code; never the address, which a tenant typed. */
export class WebhookError extends Error {
  override readonly name = "WebhookError";
  readonly code: "not_allowed" | "refused" | "unreachable";
  /** What it was refused with. */
  readonly status: number | undefined;

  constructor(
    code: "not_allowed" | "refused" | "unreachable",
    { cause, status }: { readonly cause?: unknown; readonly status?: number } = {},
  ) {
    super(code, { cause });
    this.code = code;
    this.status = status;
  }
}

/**
 * @param options.loopback also http and this machine's own addresses: in a demonstration and in tests only. Otherwise https to public
 *   addresses only, checked where the connection is made, so that no name can lead into our network (SSRF).
 */
export function createPostWebhook(options: { readonly loopback: boolean }): PostWebhook {
  return (url, body, headers) =>
    new Promise((resolve, reject) => {
      const target = targetOf(url, options.loopback);
      if (target === null) return reject(new WebhookError("not_allowed"));
      const send = target.protocol === "https:" ? httpsRequest : httpRequest;
      const sent = send(target, {
        method: "POST",
        agent: false,
        lookup: guarded(options.loopback),
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": String(Buffer.byteLength(body)),
        },
        signal: AbortSignal.timeout(TIMEOUT),
      });
      sent.on("error", (cause) =>
        reject(cause instanceof WebhookError ? cause : new WebhookError("unreachable", { cause })),
      );
      sent.on("response", (response) => {
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) resolve();
        else reject(new WebhookError("refused", { status: statusCode }));
        // The status is all there is to an answer: what more it says is not waited for.
        let length = 0;
        response.on("data", (part: Buffer) => {
          length += part.length;
          if (length > MOST_READ) response.destroy();
        });
      });
      sent.end(body);
      return undefined;
    });
}

/** Whether an address may be posted to as far as it can be seen before its name is looked up. */
export function isPostable(url: string, loopback: boolean): boolean {
  return targetOf(url, loopback) !== null;
}

/** The address where it may be posted to at all. */
function targetOf(url: string, loopback: boolean): URL | null {
  if (!URL.canParse(url)) return null;
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  // An address that needs no look-up is never looked up, so it is checked here.
  if (isIP(host) !== 0 && !isAllowed(host, loopback)) return null;
  if (target.username !== "" || target.password !== "") return null;
  if (target.protocol === "https:") return target;
  return loopback && target.protocol === "http:" ? target : null;
}

function guarded(loopback: boolean): LookupFunction {
  return (hostname, options, done) => {
    lookupAll(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, "", 0);
      const allowed = addresses.filter(({ address }) => isAllowed(address, loopback));
      const [first] = allowed;
      if (first === undefined || allowed.length !== addresses.length)
        return done(new WebhookError("not_allowed"), "", 0);
      if (options.all === true) return done(null, allowed);
      return done(null, first.address, first.family);
    });
  };
}

const own = new BlockList();
own.addSubnet("127.0.0.0", 8);
own.addAddress("::1", "ipv6");

/** RFC 6890 and its registries: what is not a public unicast address. */
const special = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special.addSubnet(network, prefix);

const publicV6 = new BlockList();
publicV6.addSubnet("2000::", 3, "ipv6");
const specialV6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const)
  specialV6.addSubnet(network, prefix, "ipv6");

/** Whether an address may be connected to. IPv6 that maps IPv4 (::ffff:10.0.0.1) is none of the public ones. */
export function isAllowed(address: string, loopback: boolean): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (loopback && own.check(address, family)) return true;
  if (family === "ipv4") return isIP(address) === 4 && !special.check(address);
  return publicV6.check(address, "ipv6") && !specialV6.check(address, "ipv6");
}
