import { config } from "zod/mini";

// zod probes for `new Function`, which the page's policy refuses and reports. It must be told before any schema is made.
config({ jitless: true });
