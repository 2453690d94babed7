import { createServer } from "node:net";
import { resolve } from "node:path";
import { fail } from "./fail.mjs";
import { root } from "./root.mjs";

/**
 * @typedef {object} App
 * @property {"gateway" | "collector"} name
 * @property {string} main what node runs
 * @property {string} host where the probe asks
 * @property {number} port
 * @property {string} portSetting
 * @property {string} url what a browser asks
 * @property {string} log the file that holds what it prints
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The two servers and what each is told: ports, addresses, the shared data folder, the other's public keys. A setting that
 * is only the other's business (its database) is not passed on.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ data: string, apps: [App, App] }} the collector first: the gateway asks it
 */
export function settings(env) {
  const data = resolve(root, env["ASIDE_DATA"] || ".data");
  const gatewayPort = port(env, "ASIDE_GATEWAY_PORT", 4000);
  const collectorPort = port(env, "ASIDE_COLLECTOR_PORT", 4100);
  if (gatewayPort === collectorPort) {
    fail(`ASIDE_GATEWAY_PORT and ASIDE_COLLECTOR_PORT are both ${gatewayPort}: give each its own.`);
  }
  const gatewayUrl = env["ASIDE_GATEWAY_URL"] || `http://localhost:${gatewayPort}`;
  const collectorUrl = env["ASIDE_COLLECTOR_URL"] || `http://127.0.0.1:${collectorPort}`;
  const both = {
    ...env,
    ASIDE_DATA: data,
    ASIDE_GATEWAY_PORT: String(gatewayPort),
    ASIDE_COLLECTOR_PORT: String(collectorPort),
    ASIDE_GATEWAY_URL: gatewayUrl,
    ASIDE_COLLECTOR_URL: collectorUrl,
    ASIDE_GATEWAY_KEYS: env["ASIDE_GATEWAY_KEYS"] || resolve(data, "gateway/public.jwks.json"),
    ASIDE_COLLECTOR_KEYS:
      env["ASIDE_COLLECTOR_KEYS"] || resolve(data, "collector/public.jwks.json"),
    ASIDE_DEMO: env["ASIDE_DEMO"] ?? "1",
  };
  return {
    data,
    apps: [
      {
        name: "collector",
        main: resolve(root, "apps/collector/dist/main.mjs"),
        host: "127.0.0.1",
        port: collectorPort,
        portSetting: "ASIDE_COLLECTOR_PORT",
        url: collectorUrl,
        log: resolve(data, "collector.log"),
        env: without(both, "ASIDE_GATEWAY_DATABASE_URL"),
      },
      {
        name: "gateway",
        main: resolve(root, "apps/gateway/dist/main.mjs"),
        host: "localhost",
        port: gatewayPort,
        portSetting: "ASIDE_GATEWAY_PORT",
        url: gatewayUrl,
        log: resolve(data, "gateway.log"),
        env: without(both, "ASIDE_COLLECTOR_DATABASE_URL"),
      },
    ],
  };
}

/**
 * Ends the process if something else listens on the app's port.
 *
 * @param {App} app
 * @returns {Promise<void>}
 */
export function requireFreePort({ name, host, port: wanted, portSetting }) {
  return new Promise((free) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const why = error.code === "EADDRINUSE" ? "is in use" : `cannot be had (${error.code})`;
      fail(
        `Port ${wanted} of the ${name} ${why}. Stop what uses it, or choose another: ${portSetting}=${wanted + 1} npm start`,
      );
    });
    probe.listen({ port: wanted, host }, () => probe.close(() => free()));
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {number} otherwise
 */
function port(env, name, otherwise) {
  const value = env[name];
  if (!value) return otherwise;
  if (/^[0-9]{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535)
    return Number(value);
  return fail(`${name} must be a port, 1 to 65535.`);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
function without(env, name) {
  const { [name]: _taken, ...rest } = env;
  return rest;
}
