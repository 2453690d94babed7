/** @typedef {{ email: string, password: string, role: string }} DemoAgent */
/** @typedef {{ tenant: string, agents: readonly DemoAgent[] }} Demo as the gateway's `/v1/demo` says it */
/** @typedef {Pick<import("./settings.mjs").App, "url" | "log">} Place */

const TOUR = `\
    try it                    write in the shop's chat, take it in the console (T), ask for a card (C);
                              pay with 4111 1111 1111 1111, any date to come and any code
`;

/**
 * @param {readonly [collector: Place, gateway: Place]} apps
 * @param {Demo | undefined} demo none where the gateway is no demonstration
 * @returns {string} where everything is, and who may sign in to the demo
 */
export function addresses([collector, gateway], demo) {
  return `
  Demo shop with the widget   ${gateway.url}/demo/
  Console of the agents       ${gateway.url}/console/
${demo === undefined ? "" : signIns(demo) + TOUR}\
  Collector (values only)     ${collector.url}
    its root key is one file, good for trying out; production: docs/keys.md

  Logs: ${gateway.log}
        ${collector.log}
  Stop: Ctrl-C
`;
}

/** @param {Demo} demo */
function signIns({ tenant, agents }) {
  return `    organisation              ${tenant}\n${agents.map(signInLine).join("")}`;
}

/** @param {DemoAgent} agent */
function signInLine({ email, password, role }) {
  const sees = role === "supervisor" ? "   supervisor, sees all conversations and incidents" : "";
  return `    sign in                   ${email.padEnd(18)}   ${password}${sees}\n`;
}
