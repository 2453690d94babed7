import { fail } from "./fail.mjs";

const oldest = [20, 19];

/** Ends the process if this Node is too old to run Aside. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [needMajor = 0, needMinor = 0] = oldest;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  fail(
    `Aside needs Node ${oldest.join(".")} or later; this is Node ${process.versions.node}.\n` +
      "Install a newer one from https://nodejs.org, or with nvm: nvm install 22",
  );
}
