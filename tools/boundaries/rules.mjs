const conversationSide = "^(apps/(widget|gateway|console|cli)|packages/conversation-side)/";
const captureSide = "^(apps/(collector|capture-form|reveal)|packages/capture-side)/";
const sources = "^(apps|packages)/";
const tests =
  "([.](test|spec)[.]tsx?$|/(test|bench|scripts|build)/|/[^/]+[.]config[.][cm]?[jt]s$|/build[.]mjs$)";
const npm = (/** @type {string} */ names) => `(^|/)node_modules/(${names})/`;

/**
 * What may not import what. The comment of a rule is what a developer reads when it breaks: why, and what to do instead.
 *
 * @type {import("dependency-cruiser").IForbiddenRuleType[]}
 */
export const rules = [
  {
    name: "conversation-side-not-to-capture-side",
    comment:
      "The conversation side must not be able to open or hold a value, so it has no code of the capture side. Ask the collector over the wire: packages/conversation-side/collector-client. A type or a schema that both need goes to packages/shared/protocol.",
    severity: "error",
    from: { path: conversationSide },
    to: { path: captureSide },
  },
  {
    name: "capture-side-not-to-conversation-side",
    comment:
      "The capture side runs without the conversation side, and must not learn what is said in it. Tell the gateway by a signed callback whose schema is in packages/shared/protocol; put pure code that both need into packages/shared.",
    severity: "error",
    from: { path: captureSide },
    to: { path: conversationSide },
  },
  {
    name: "shared-only-to-shared",
    comment:
      "packages/shared runs on both sides and in browsers. Take what you need as a parameter, or move the code to the side that uses it.",
    severity: "error",
    from: { path: "^packages/shared/" },
    to: { path: "^(apps|e2e|scripts|tools|packages/(foundation|conversation-side|capture-side))/" },
  },
  {
    name: "shared-is-pure",
    comment:
      "packages/shared does no I/O: no server, socket, database or face. Return data, and let the app that calls do the I/O.",
    severity: "error",
    from: { path: "^packages/shared/", pathNot: tests },
    to: {
      path: npm(
        "express|postgres|socket[.]io|socket[.]io-client|ws|pino|prom-client|preact|react|react-dom|jose|@types/node",
      ),
    },
  },
  {
    name: "shared-not-to-node-core",
    comment:
      "packages/shared does no I/O and runs in browsers: no module of Node. Take bytes, time and randomness as parameters.",
    severity: "error",
    from: { path: "^packages/shared/", pathNot: tests },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "browser-not-to-node-core",
    comment:
      "The widget, the console and the form run in a browser, which has no module of Node. Use the web's own API, or ask the server.",
    severity: "error",
    from: { path: "^apps/(widget|console|capture-form|reveal)/", pathNot: tests },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "foundation-holds-no-business",
    comment:
      "packages/foundation is plumbing that either side may use: it knows no conversation, no capture, no field. Take the specifics as a parameter, or put the code into the package that has them.",
    severity: "error",
    from: { path: "^packages/foundation/" },
    to: { path: "^(apps|e2e|packages/(shared|conversation-side|capture-side))/" },
  },
  {
    name: "apps-not-to-apps",
    comment:
      "An app is a process or a page of its own: apps talk over the wire. Code that two of them need goes to a package of their side, a schema to packages/shared/protocol.",
    severity: "error",
    from: { path: "^apps/([^/]+)/" },
    to: { path: "^apps/", pathNot: "^apps/$1/" },
  },
  {
    name: "packages-not-to-apps",
    comment:
      "A package does not know who uses it: take what you need from the app as a parameter (a port beside its user).",
    severity: "error",
    from: { path: "^packages/" },
    to: { path: "^apps/" },
  },
  {
    name: "nothing-to-e2e",
    comment:
      "e2e drives the apps from outside. A helper that the apps need too belongs into a package.",
    severity: "error",
    from: { path: sources },
    to: { path: "^e2e/" },
  },
  {
    name: "only-collector-client-signs",
    comment:
      "packages/conversation-side/collector-client is the only door to the capture side: it signs tickets and checks callbacks. Call it instead of signing or verifying a token yourself.",
    severity: "error",
    from: {
      path: conversationSide,
      pathNot: ["^packages/conversation-side/collector-client/", tests],
    },
    to: { path: npm("jose|standardwebhooks") },
  },
  {
    name: "only-seal-and-vault-use-libsodium",
    comment:
      "Two packages hold our cryptography, so that two are reviewed: seal what leaves through packages/shared/seal, open and keep through packages/capture-side/vault.",
    severity: "error",
    from: { path: sources, pathNot: "^packages/(shared/seal|capture-side/vault)/" },
    to: { path: npm("libsodium[^/]*") },
  },
  {
    name: "chat-faces-never-reach-libsodium",
    comment:
      "The widget and the console never seal: a value is typed into the collector's frame and sealed there. If text must be kept from the agent, do not send it.",
    severity: "error",
    from: { path: "^apps/(widget|console)/" },
    to: { path: npm("libsodium[^/]*"), reachable: true },
  },
  {
    name: "form-holds-no-vault",
    comment:
      "The form runs in the customer's browser: it seals and never opens, so it has no code that opens or keeps. Use packages/shared/seal.",
    severity: "error",
    from: { path: "^apps/(capture-form|reveal)/" },
    to: { path: "^packages/(capture-side|foundation)/", reachable: true },
  },
  {
    name: "sources-not-to-tests",
    comment: "A test may change or go at any time: move what both need into a file of its own.",
    severity: "error",
    from: { path: sources, pathNot: tests },
    to: { path: "[.]test[.]tsx?$" },
  },
  {
    name: "no-undeclared-package",
    comment:
      "Hoisting lets an import pass that no package.json declares. Add the package to this workspace's package.json, pinned, with its reason in docs/dependencies.md.",
    severity: "error",
    from: { path: sources },
    to: {
      dependencyTypes: ["npm-no-pkg", "npm-unknown"],
      // The root declares it for every workspace, as it does Node's version.
      pathNot: npm("@types/node"),
    },
  },
  {
    name: "no-cycle",
    comment:
      "Files that import each other in a ring cannot be read or tested alone: move what both need into a third file.",
    severity: "error",
    from: { path: sources },
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
];
