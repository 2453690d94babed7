// What both test runners do before all tests: they ask for a default export.
export { makeReadyCluster as default } from "./ready-cluster.ts";
