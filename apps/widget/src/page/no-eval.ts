import { config } from "zod";

// zod compiles its objects with `new Function` where it may, and tries whether it may: under a strict CSP, or Trusted
// Types, the try alone is reported as a violation of the page. It asks when a schema is made, so this comes first.
config({ jitless: true });
