/** The policy of the form's page: nothing but what its own origin serves, embedded by exactly these origins. */
export function formHeaders(options: {
  /** Who may embed it; nobody where it is a window of its own. */
  ancestors: readonly string[];
  /** Whether libsodium is offered; without it the page needs no WebAssembly. */
  wasm: boolean;
  secure: boolean;
  /** Whether it frames pages of its own origin: those of a challenge. */
  frames?: boolean;
}): Record<string, string> {
  const ancestors = options.ancestors.length === 0 ? "'none'" : options.ancestors.join(" ");
  return {
    "Content-Security-Policy": [
      "default-src 'none'",
      `script-src 'self'${options.wasm ? " 'wasm-unsafe-eval'" : ""}`,
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "worker-src 'none'",
      `frame-src ${options.frames === true ? "'self'" : "'none'"}`,
      `frame-ancestors ${ancestors}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      "report-to csp",
    ].join("; "),
    "Reporting-Endpoints": 'csp="/v1/reports"',
    "Integrity-Policy": "blocked-destinations=(script)",
    "Cache-Control": "no-store",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), payment=()",
    "Origin-Agent-Cluster": "?1",
    ...commonHeaders(options.secure),
  };
}

/** Of everything that this origin serves. */
export function commonHeaders(secure: boolean): Record<string, string> {
  return {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    // A window of its own shares nothing with the page that opened it.
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(secure && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  };
}
