// What the runner of the unit tests does before all of them: it asks for a default export.
export { beginRun as default } from "./once-a-run.ts";
