/** Milliseconds after the request at which observers that have not detached are cut off. */
export const DETACH_WITHIN = 2_000;
/** Milliseconds after the request at which an entry that is not through fails. */
export const ENTER_WITHIN = 10_000;
/** Milliseconds between two attempts at a duty that the other side has not confirmed. */
export const RETRY_DUTY = 5_000;
/** UTF-16 code units of the last line that the queue shows. */
export const LAST_LINE = 140;
