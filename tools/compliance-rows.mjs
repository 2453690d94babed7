/**
 * PCI DSS 4.0.1: requirement, what Aside does, the marks of the tests that show it, what stays with the operator.
 *
 * @type {readonly (readonly [requirement: string, does: string, marks: readonly string[], operator: string])[]}
 */
export const requirements = [
  [
    "3.2.1 keep as little as possible",
    "retention by policy; what is over its time is swept",
    ["3.2.1", "28", "32"],
    "set the retention; shorten what the business does not need",
  ],
  [
    "3.3.1 no security code after authorization",
    "the code is in the memory of one process, burnt on use, gone after 15 minutes",
    ["28"],
    "no core files, no swap or an encrypted one",
  ],
  [
    "3.4.1 mask what is shown",
    "the agent sees brand and last four",
    ["BND2", "21"],
    "who may see more, and why",
  ],
  [
    "3.5.1 stored numbers are unreadable",
    "a key a record, a field a ciphertext, everything bound by associated data",
    ["3.5.1", "11", "31", "32"],
    "backups of data and of keys apart",
  ],
  [
    "3.6, 3.7 keys",
    "root, tenant keys, record keys; custodian shares; rotation without reading a value",
    ["3.6.1", "3.7.4", "3.7.6", "30", "31"],
    "custodians, ceremonies, the cryptoperiod",
  ],
  [
    "4.2.1 strong cryptography on open networks",
    "sealed in the browser before TLS; HSTS where TLS is on; values go out by TLS 1.2 or later, to a host whose certificate is right",
    ["39", "4.2.1", "BND2"],
    "TLS in front of both servers, certificates and their inventory",
  ],
  [
    "4.2.2 no numbers over chat",
    "found in browser and gateway before anything is kept; cut out, the capture offered",
    ["13", "14", "17"],
    "bring the channel into scope, or delete and prevent",
  ],
  [
    "6.3.2, 6.3.3 parts and patches",
    "exact versions with digests, bundles that build to the same bytes, a CycloneDX list of parts in every run of CI (`artifacts/sbom.cdx.json`)",
    ["35"],
    "update, and look at advisories",
  ],
  [
    "6.4.1, 6.4.2 attacks on public pages",
    "limits by address and capture; bounded bodies; strict parsing",
    ["22", "38"],
    "what stands before it: WAF, DDoS protection",
  ],
  [
    "6.4.3 scripts of the payment page",
    "`scripts.json` with digest and reason; integrity on each; a policy that lets no other run",
    ["3", "35", "21"],
    "the scripts of the page that embeds the form: list each with its reason",
  ],
  [
    "7.2 least privilege",
    "row-level security that a role cannot leave; the gateway has no key; an agent hears, replays and exports conversations of their own",
    ["7.2.2", "TEN1", "8"],
    "who is an agent, who an approver",
  ],
  [
    "8 identities",
    "reveal needs a fresh passkey and a second person",
    ["33"],
    "accounts, multi-factor access to the servers",
  ],
  [
    "10.2, 10.3 audit log",
    "each access in the same transaction, chained, signed, verified offline; no record, no access",
    ["34", "AUD1"],
    "look at it daily",
  ],
  [
    "10.5.1 keep the log twelve months",
    "nothing is removed from it; the gateway's copy of what it told stays a year at least, by a policy of its table",
    ["10.5.1"],
    "keep the collector's database and its backups as long, three months of it at hand",
  ],
  [
    "10.7 failure of a control",
    "where nothing can be recorded nothing is opened",
    ["34"],
    "alarms on the metrics",
  ],
  [
    "11.6.1 changes of the payment page",
    "`aside sentinel` compares headers and executed scripts with a signed manifest",
    ["3"],
    "run it weekly at least, from outside; act on exit code 3; keep the reports",
  ],
  [
    "A1.1 tenants apart",
    "tenant in every ciphertext and every row",
    ["11", "TEN1"],
    "for a service provider: the tests every six months",
  ],
];

/** @type {readonly (readonly [key: string, algorithm: string, purpose: string, where: string, life: string, source: string])[]} */
export const keys = [
  [
    "root",
    "by provider (docs/keys.md)",
    "wraps all below",
    "custodian shares, a file in development, or a key management service",
    "until rotated by the operator",
    "packages/capture-side/vault/src/root/root.ts",
  ],
  [
    "tenant, class, month (KEK)",
    "256 bits, by suite",
    "wraps record keys",
    "schema `vault_keys`, wrapped by the root; in memory unwrapped",
    "a month for writing",
    "packages/capture-side/vault/src/key-class.ts",
  ],
  [
    "record (DEK)",
    "256 bits, by suite",
    "encrypts one record's fields",
    "schema `vault_keys`, wrapped",
    "the record's",
    "packages/capture-side/vault/src/record.ts",
  ],
  [
    "security code",
    "256 bits",
    "encrypts security codes",
    "memory of one process",
    "5 minutes of use, 15 more to live",
    "packages/capture-side/vault/src/code-store.ts",
  ],
  [
    "capture",
    "X25519 or P-256",
    "what forms seal to",
    "schema `vault_keys`, wrapped",
    "30 days, 2 hours longer for opening",
    "packages/capture-side/vault/src/capture-keys.ts",
  ],
  [
    "audit log",
    "Ed25519; HMAC-SHA-256 by a key derived from it",
    "signs checkpoints; covers an act until it is chained",
    "file of the collector, 0600",
    "until the operator adds another; both sign meanwhile",
    "packages/capture-side/audit/src/audit-keys.ts",
  ],
  [
    "limits",
    "HMAC-SHA-256",
    "names buckets, so that what they count cannot be read from them",
    "the collector's database, in no backup",
    "the database's",
    "apps/collector/src/limits/shared-buckets.ts",
  ],
  [
    "callback",
    "Ed25519",
    "signs callbacks to the gateway",
    "file of the collector, 0600",
    "until the operator adds another; both sign meanwhile",
    "apps/collector/src/callback/callback-key.ts",
  ],
  [
    "gateway",
    "Ed25519",
    "signs tickets and commands",
    "file of the gateway, 0600",
    "until the operator replaces it",
    "packages/conversation-side/collector-client/src/signing-key.ts",
  ],
  [
    "page release",
    "Ed25519",
    "signs page manifests",
    "with whoever releases, never on the servers",
    "the operator's",
    "apps/cli/src/sentinel/page-manifest.ts",
  ],
];
