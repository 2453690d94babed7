import type { GatewaySettings } from "../settings.ts";

/** Where browsers reach the gateway. */
type Place = Pick<GatewaySettings, "url">;

/** The session secret in a `Cookie` header; empty where there is none. */
export function cookieOf(header: string | undefined, place: Place): string {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === nameOf(place) && value !== undefined) return value;
  }
  return "";
}

export function setCookie(secret: string, maxAgeSeconds: number, place: Place): string {
  const attributes = ["Path=/", "HttpOnly", "SameSite=Strict", `Max-Age=${maxAgeSeconds}`];
  return [`${nameOf(place)}=${secret}`, ...attributes, ...(isSecure(place) ? ["Secure"] : [])].join(
    "; ",
  );
}

/** Over https a name that only this very host can set (RFC 6265bis): no other host of the site puts a session of its own there. */
function nameOf(place: Place): string {
  return isSecure(place) ? "__Host-aside_session" : "aside_session";
}

function isSecure({ url }: Place): boolean {
  return url.startsWith("https:");
}
