import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { workspaces } from "../boundaries/workspaces.mjs";
import { checkProjects } from "./check-projects.mjs";
import { projectsOf } from "./projects-of.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const projects = workspaces(root).flatMap(({ path }) => projectsOf(join(root, path)));
const wrong = checkProjects(
  [...projects, join(root, "tsconfig.tools.json")],
  join(root, "node_modules/.cache/aside-types"),
);
process.stdout.write(
  ts.formatDiagnostics(wrong, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => root,
    getNewLine: () => "\n",
  }),
);
process.exitCode = wrong.length === 0 ? 0 : 1;
