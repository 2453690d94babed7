import { CliError } from "../errors.ts";
import type { Observed } from "./observe-page.ts";
import type { ListedScript } from "./page-manifest.ts";

/** Every listed script, and whether the page ran it. @throws CliError `unlisted` where it ran another */
export function reasonedScripts(
  listed: readonly ListedScript[],
  observed: Pick<Observed, "scripts">,
) {
  const same = (a: { sha384: string }, b: { sha384: string }) => a.sha384 === b.sha384;
  const unknown = observed.scripts.filter((script) => !listed.some((one) => same(one, script)));
  if (unknown.length > 0) {
    const lines = unknown.map(({ path, sha384 }) => `  ${path} ${sha384}`).join("\n");
    throw new CliError(
      "unlisted",
      `the page runs what no list gives a reason for; look at each and list it:\n${lines}`,
    );
  }
  const ran = observed.scripts.flatMap(({ path, sha384 }) => {
    const why = listed.find((one) => one.sha384 === sha384)?.why ?? "";
    return [{ path, sha384, why, seen: true }];
  });
  const later = listed.filter((one) => !ran.some((script) => same(script, one)));
  return [...ran, ...later.map((script) => ({ ...script, seen: false }))];
}
