import { expect, test } from "vitest";
import { explainInitdb } from "./explain-initdb.ts";

test.each([
  [
    "initdb: could not look up effective user ID 1234: user does not exist\n",
    1,
    "start_failed",
    /user 1234, which has no name on this machine: give it a line in \/etc\/passwd/,
  ],
  ["initdb: error: No space left on device\n", 1, "disk_full", /free about 100 MB/],
  ["first\ninitdb: error: it is so\n", 1, "start_failed", /^initdb ended with 1: .*it is so$/],
  ["", Object.assign(new Error("no"), { code: "ENOENT" }), "start_failed", /ended with ENOENT/],
])("%j says what to do", (said, code, kind, words) => {
  const error = explainInitdb(said, code);
  expect(error).toMatchObject({ code: kind, message: expect.stringMatching(words) });
});
