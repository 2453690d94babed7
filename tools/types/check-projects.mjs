import { createHash } from "node:crypto";
import { join } from "node:path";
import ts from "typescript";

/**
 * Checks several projects in one process, and each source once for a set of options: a package's sources are part of every
 * project that imports them, and `tsc -p` would check them again in each. With `memory`, a source is checked again only where
 * it or what it imports has changed since.
 *
 * @param {readonly string[]} projects paths of tsconfig files
 * @param {string} [memory] a folder that keeps, for each project, what was found (TypeScript's build information)
 * @returns {readonly ts.Diagnostic[]} what is wrong, each thing once
 */
export function checkProjects(projects, memory) {
  /** @type {ts.Diagnostic[]} */
  const wrong = [];
  /** @type {Map<string, ts.ParsedCommandLine[]>} */
  const alike = new Map();
  for (const project of projects.map(parse)) {
    wrong.push(...project.errors);
    const { configFilePath: _, ...options } = project.options;
    const key = JSON.stringify(options);
    alike.set(key, [...(alike.get(key) ?? []), project]);
  }
  for (const some of alike.values()) wrong.push(...checkAlike(some, memory));
  return ts.sortAndDeduplicateDiagnostics(wrong);
}

/**
 * @param {readonly ts.ParsedCommandLine[]} projects of the same options: what is parsed for one serves all
 * @param {string | undefined} memory
 */
function checkAlike(projects, memory) {
  /** @type {Map<string, ts.SourceFile | undefined>} */
  const sources = new Map();
  /** @type {Set<ts.SourceFile>} */
  const checked = new Set();
  return projects.flatMap((project) => {
    const options = memory === undefined ? project.options : remembering(project.options, memory);
    const host = hostOver(sources, options);
    const before = ts.readBuilderProgram(options, host);
    const program = ts.createSemanticDiagnosticsBuilderProgram(
      project.fileNames,
      options,
      host,
      before,
    );
    const unchecked = program.getSourceFiles().filter((file) => !checked.has(file));
    // Goes on from what has changed to what imports it; the files of an earlier project are that one's.
    while (
      program.getSemanticDiagnosticsOfNextAffectedFile(undefined, (file) => checked.has(file))
    );
    const wrong = [
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...unchecked.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]),
    ];
    for (const file of unchecked) checked.add(file);
    if (memory !== undefined) program.emit();
    return wrong;
  });
}

/**
 * @param {ts.CompilerOptions} options of a project
 * @param {string} memory
 * @returns {ts.CompilerOptions}
 */
function remembering(options, memory) {
  const name = createHash("sha256").update(String(options.configFilePath)).digest("hex");
  const tsBuildInfoFile = join(memory, `${name.slice(0, 16)}.tsbuildinfo`);
  return { ...options, incremental: true, tsBuildInfoFile };
}

/**
 * @param {Map<string, ts.SourceFile | undefined>} sources
 * @param {ts.CompilerOptions} options
 */
function hostOver(sources, options) {
  const host = ts.createIncrementalCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, how, ...more) => {
    const key = `${name} ${typeof how === "object" ? how.impliedNodeFormat : ""}`;
    if (!sources.has(key)) sources.set(key, read(name, how, ...more));
    return sources.get(key);
  };
  return host;
}

/** @param {string} project @returns {ts.ParsedCommandLine} */
function parse(project) {
  /** @type {ts.Diagnostic[]} */
  const unreadable = [];
  const onUnRecoverableConfigFileDiagnostic = (/** @type {ts.Diagnostic} */ one) =>
    void unreadable.push(one);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic };
  const parsed = ts.getParsedCommandLineOfConfigFile(project, {}, host);
  return parsed ?? { options: {}, fileNames: [], errors: unreadable };
}
