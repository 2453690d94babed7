/**
 * The forty threats that the capture side is built against.
 *
 * @typedef {object} Threat
 * @property {number} number what test titles carry: `[24] ...`
 * @property {string} threat
 * @property {string} defence
 * @property {string} [rest] what remains, or why no test can show it
 */

/** @type {readonly (readonly [threat: string, defence: string, rest?: string])[]} */
const rows = [
  [
    "A page of somebody else embeds the form",
    "`frame-ancestors` names exactly the tenant's origins; the ticket names one, and the collector compares it with what the browser says",
  ],
  [
    "The embedding page lays fields of its own over the form",
    "IntersectionObserver v2 in the frame and the size that the frame is given: while it cannot be seen in full, the fields are locked and nothing is sent; the widget offers a window of its own",
    "`clip-path` and a frame moved out of the page are not seen by the observer; browsers other than Chromium have none. A tenant who must not rely on it uses the link to a window of its own",
  ],
  [
    "The embedding page shows a look-alike in place of the frame",
    "The console says `opened` only when the collector says so; the host's policy allows no other frame; `aside sentinel` finds the changed page",
    "A page that is itself hostile can show anything: the window of its own, with the address bar, is the answer",
  ],
  [
    "A hostile script of the host page listens to keys",
    "Another origin, another process: no key event and no node of the form reaches it",
  ],
  [
    "Forged `postMessage`",
    "One port, handed over once, from `window.parent` at an origin that the collector named; every message parsed; no secret in any",
  ],
  [
    "What the form tells the page gives the value away",
    "Only `ready`, `height`, `state` go to the parent; nothing per key, digit or brand",
  ],
  [
    "Injection by theming",
    "The form takes `light` or `dark` and nothing else; the widget takes one colour in hexadecimal",
  ],
  [
    "The gateway is in other hands, with its signing key",
    "It has no key that opens anything, there is no route that gives a value back to it, and a ticket is bound to one capture of one tenant; what it tries is refused, counted and on record",
  ],
  [
    "A ticket or a sealed body is used twice",
    "One row a ticket id, one ephemeral key, one row lock",
  ],
  [
    "A forged ticket, or one of another algorithm",
    "Algorithm, type, key, issuer and audience are pinned",
  ],
  [
    "One tenant reaches another's data",
    "The tenant is in the associated data of every ciphertext; forced row-level security; keys by tenant",
  ],
  [
    "Tokens are guessed or compared by time",
    "128 random bits; unknown, foreign and deleted are one answer",
  ],
  [
    "The agent asks for the card in the chat",
    "The agent's own text is looked at: a nudge towards a capture, nothing is sent",
  ],
  [
    "The customer types the card into the chat all the same",
    "Detected in the browser and again before the journal; cut out, sealed, held for minutes, decided by the customer",
  ],
  [
    "Messages in flight while the capture begins",
    "The fence is one event of the journal; what an agent sees is decided from the state at that event's number",
  ],
  [
    "A reconnect in the middle; a queue sent late",
    "A resume is decided by the same function; a ticket asked for again voids the older one",
  ],
  [
    "A value in an edit, a name, a page title, a reaction",
    "One way in for every kind of event, one gate out",
  ],
  [
    "A typing indicator tells what is typed",
    "It has no text, and during a capture it does not leave",
  ],
  [
    "An attachment or a pasted picture",
    "There are none: the protocol has no message for them, what is not of the protocol is refused by name, and chat and form take no picture that is pasted or dropped",
  ],
  [
    "A session recorder or screen share of the host page",
    "The frame is opaque to scripts of the page; `display-capture=()` in the form",
    "What the operating system shares of the screen, after the customer has consented, shows the form",
  ],
  [
    "Script injected into the agent's console",
    "React escapes; a policy without inline script and with Trusted Types; only tokens are there",
  ],
  [
    "A value in a log, an error or a metric",
    "A closed union of log events with kinds of fields; errors are constant texts; labels are closed lists",
  ],
  [
    "Memory dump, core file, swap",
    "Values are bytes that are wiped; no inspector in production; no core file (`ulimit -c 0`, by the operator)",
    "A bound, not a proof: V8 and libsodium may have copied a value that was wiped",
  ],
  [
    "A destination that leads into the own network",
    "Static origins and paths; addresses are checked inside the connection's own lookup; no redirects",
  ],
  [
    "DNS rebinding",
    "The check is on the addresses that the connection uses; one private address among them refuses all",
  ],
  [
    "The payment provider sends the value back",
    "Answers of every status are searched for what was inserted, in eight encodings, and reduced to named fields",
  ],
  [
    "Request smuggling or header injection by a value",
    "Values go into parsed bodies at named points, which are written anew; never into URL or header",
  ],
  [
    "The security code is kept after authorization",
    "A key in memory only, burnt on first use, fifteen minutes at most",
  ],
  [
    "A retry charges twice",
    "The idempotency key goes to the provider; without one nothing is sent again",
  ],
  [
    "The root key is lost",
    "Two custodian shares; a key check at boot before any write; backup and restore as documented",
  ],
  [
    "Keys or rows are put back or swapped",
    "Associated data at every level; a hash chain with signed checkpoints that are kept elsewhere too",
  ],
  [
    "A backup is stolen",
    "It holds ciphertext; keys are in a file of their own, to be kept apart and for a shorter time",
  ],
  ["An insider reveals values", "Four eyes, reason, fresh step-up, caps, record; off by default"],
  [
    "The audit log is cut or reordered",
    "Chain, checkpoints, and no access where nothing can be recorded",
  ],
  [
    "A malicious dependency",
    "Exact versions with integrity, no install scripts in what the collector's bundle is made of, integrity on every script of the form, a bill of materials, bundles that build to the same bytes",
  ],
  [
    "A browser extension or a key logger on the customer's device",
    "Out of reach of any page: a link opens the form on another device",
    "Nothing that we could run in the browser sees it; what the test shows is that what is entered on the other device never comes to the first",
  ],
  [
    "Autofill puts values into fields that nobody sees",
    "The form has no hidden field; each has its `autocomplete` token",
  ],
  [
    "Cards are tried out through the form",
    "Only an agent's act makes a ticket; requests are limited by address and by capture; declines are said in general words",
  ],
  ["The length of the ciphertext tells the card's", "Padded to whole buckets before it is sealed"],
  ["A wrong clock, a stale ticket", "Only the server's time counts, with a minute of tolerance"],
];

/** @type {readonly Threat[]} */
export const threats = rows.map(([threat, defence, rest], index) => ({
  number: index + 1,
  threat,
  defence,
  ...(rest === undefined ? {} : { rest }),
}));
