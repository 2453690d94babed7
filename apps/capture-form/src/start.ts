import { openRequestOf } from "./flow/open-request.ts";
import { sendAhead } from "./flow/send-ahead.ts";
import { followLaterLinks } from "./host/follow-later-links.ts";
import { takeTicket } from "./host/take-ticket.ts";
import { createSealer, offeredSuites } from "./sealers/create-sealer.ts";

// A script of its own, which the page runs while the form's is still being compiled: the key is made, and in a window of its own the ticket is spent.
// The browser makes the key on a thread of its own, while the ticket leaves the address bar.
export const firstSealer = createSealer(offeredSuites(document), followLaterLinks);
// Whoever asks for it hears of it.
firstSealer.catch(() => undefined);
export const ownTicket = takeTicket(location, history);

export const send = sendAhead(
  window.parent === window && ownTicket !== undefined
    ? firstSealer.then((sealer) => openRequestOf(ownTicket, null, sealer))
    : undefined,
);
