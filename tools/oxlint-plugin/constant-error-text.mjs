const message =
  "On the capture side the text of an error is a constant: a value in it reaches logs and the other side. Use a code, or an id in a field of its own.";

/** `new SomeError(...)` whose arguments put something into a text: a template with holes, or `+` on a string. */
export const constantErrorText = {
  create(context) {
    return {
      NewExpression(node) {
        const name = node.callee.type === "Identifier" ? node.callee.name : undefined;
        if (name?.endsWith("Error") && node.arguments.some(isComposed)) {
          context.report({ node, message });
        }
      },
    };
  },
};

function isComposed(node) {
  if (node.type === "TemplateLiteral") return node.expressions.length > 0;
  return node.type === "BinaryExpression" && node.operator === "+" && !isConstant(node);
}

function isConstant(node) {
  if (node.type === "BinaryExpression") return isConstant(node.left) && isConstant(node.right);
  return node.type === "Literal";
}
