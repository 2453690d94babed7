import "./jitless.ts";

// Everything else comes after it: a schema that is made before keeps what it found.
void import("./boot.tsx");
