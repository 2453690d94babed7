/**
 * Ends the process with a message for the person at the terminal, who does not need a stack trace.
 *
 * @param {string} message what is wrong, and what to do about it
 * @returns {never}
 */
export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
