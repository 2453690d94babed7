import ts from "typescript";

/**
 * Checks several projects in one process, and each source once for a set of options: a package's sources are part of every
 * project that imports them, and `tsc -p` would check them again in each.
 *
 * @param {readonly string[]} projects paths of tsconfig files
 * @returns {readonly ts.Diagnostic[]} what is wrong, each thing once
 */
export function checkProjects(projects) {
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
  for (const some of alike.values()) wrong.push(...checkAlike(some));
  return ts.sortAndDeduplicateDiagnostics(wrong);
}

/** @param {readonly ts.ParsedCommandLine[]} projects of the same options: what is parsed for one serves all */
function checkAlike(projects) {
  /** @type {Map<string, ts.SourceFile | undefined>} */
  const sources = new Map();
  /** @type {Set<ts.SourceFile>} */
  const checked = new Set();
  return projects.flatMap(({ fileNames, options }) => {
    const program = ts.createProgram(fileNames, options, hostOver(sources, options));
    const unchecked = program.getSourceFiles().filter((file) => !checked.has(file));
    return [
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...unchecked.flatMap((file) => {
        checked.add(file);
        return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      }),
    ];
  });
}

/**
 * @param {Map<string, ts.SourceFile | undefined>} sources
 * @param {ts.CompilerOptions} options
 */
function hostOver(sources, options) {
  const host = ts.createCompilerHost(options);
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
