export { launchOptions, type LaunchOptions } from "./launch-options.ts";
