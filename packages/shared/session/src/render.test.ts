import { expect, test } from "vitest";
import { conversationMachine } from "./machine.ts";
import { render } from "./render.ts";

test("docs/session-machine.md shows the machine as it is (`npx vitest run packages/shared/session -u` renews it)", async () => {
  await expect(render(conversationMachine)).toMatchFileSnapshot(
    "../../../../docs/session-machine.md",
  );
});
