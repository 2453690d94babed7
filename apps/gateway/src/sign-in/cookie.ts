/** The agents' session cookie. */
export const COOKIE = "aside_session";

/** The session secret in a `Cookie` header; empty where there is none. */
export function cookieOf(header: string | undefined): string {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === COOKIE && value !== undefined) return value;
  }
  return "";
}

/** @param secure where browsers reach the gateway by https */
export function setCookie(secret: string, maxAgeSeconds: number, secure: boolean): string {
  const attributes = ["Path=/", "HttpOnly", "SameSite=Strict", `Max-Age=${maxAgeSeconds}`];
  return [`${COOKIE}=${secret}`, ...attributes, ...(secure ? ["Secure"] : [])].join("; ");
}
