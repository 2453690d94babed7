const message =
  "A test that sleeps is slow or flaky: await the event, poll a condition (vi.waitFor, expect.poll), or use a fake clock.";

/** A promise that only waits for time, in a test: `new Promise((r) => setTimeout(r, 50))`, `waitForTimeout(50)`. */
export const noSleepInTest = {
  create(context) {
    return {
      NewExpression(node) {
        const [executor] = node.arguments;
        if (node.callee.name === "Promise" && executor && waitsOnly(executor)) {
          context.report({ node, message });
        }
      },
      CallExpression(node) {
        if (
          node.callee.type === "MemberExpression" &&
          node.callee.property.name === "waitForTimeout"
        ) {
          context.report({ node, message });
        }
      },
      ImportDeclaration(node) {
        if (node.source.value !== "node:timers/promises") return;
        const sleep = node.specifiers.find((one) => one.imported?.name === "setTimeout");
        if (sleep) context.report({ node, message });
      },
    };
  },
};

/** `(resolve) => setTimeout(resolve, ms)` with a time above 0: one turn of the event loop is not a sleep. */
function waitsOnly(executor) {
  const resolve = executor.params?.[0]?.name;
  const call = onlyExpression(executor.body);
  if (!resolve || call?.type !== "CallExpression" || call.callee.name !== "setTimeout")
    return false;
  const [callback, time] = call.arguments;
  return callback?.name === resolve && time !== undefined && time.value !== 0;
}

function onlyExpression(body) {
  if (body?.type !== "BlockStatement") return body;
  const [statement] = body.body;
  return body.body.length === 1 && statement.type === "ExpressionStatement"
    ? statement.expression
    : undefined;
}
