/**
 * @typedef {object} Entry a package of package-lock.json
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * What package-lock.json should say of other platforms, and does not. `npm install` leaves an optional package out if the
 * registry that it asked does not have it (a mirror may hold one platform only); then `npm ci` refuses the file, everywhere.
 * The names of such packages say platform, processor and C library.
 *
 * @param {{ packages: Record<string, Entry> }} lock
 * @returns {Record<string, Entry>} entries to add, by path
 */
export function missingPlatformPackages({ packages }) {
  const present = new Set(Object.keys(packages).map(nameOf));
  return Object.fromEntries(
    Object.values(packages).flatMap(({ dev, optionalDependencies = {} }) =>
      Object.entries(optionalDependencies)
        .filter(([name, version]) => !present.has(name) && /^\d/.test(version))
        .map(([name, version]) => [`node_modules/${name}`, entry(name, version, dev)]),
    ),
  );
}

/** @param {string} path `apps/x/node_modules/@scope/name` */
function nameOf(path) {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

/**
 * @param {string} name
 * @param {string} version
 * @param {boolean | undefined} dev
 * @returns {Entry}
 */
function entry(name, version, dev) {
  const file = name.slice(name.indexOf("/") + 1);
  const words = file.replace(/^binding-/, "").split("-");
  const cpu = find(processors, words);
  const os = find(systems, words);
  if (!cpu || !os) throw new Error(`The name ${name} does not say for which platform it is`);
  const libc = find(libraries, words);
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    os: [os],
  };
}

/**
 * @param {Record<string, string>} known
 * @param {string[]} words
 */
function find(known, words) {
  return words.map((word) => known[word]).find((one) => one !== undefined);
}

/** @type {Record<string, string>} */
const systems = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  openharmony: "openharmony",
  win32: "win32",
  windows: "win32",
};

/** @type {Record<string, string>} */
const processors = {
  64: "x64",
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  x64: "x64",
};

/** @type {Record<string, string>} */
const libraries = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };
