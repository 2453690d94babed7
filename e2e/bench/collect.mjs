/** Loaded into a server with `--expose-gc`: on SIGUSR2 all that nobody holds is collected. */
process.on("SIGUSR2", () => globalThis.gc?.());
