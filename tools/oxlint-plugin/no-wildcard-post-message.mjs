const message =
  'postMessage to "*" reaches whatever page is in that window: name the exact origin, or send over a transferred MessagePort.';

/** `x.postMessage(data, "*")` and `x.postMessage(data, { targetOrigin: "*" })`. */
export const noWildcardPostMessage = {
  create(context) {
    return {
      CallExpression(node) {
        if (calledName(node.callee) !== "postMessage") return;
        const target = node.arguments[1];
        if (target && (isStar(target) || targetOrigins(target).some(isStar))) {
          context.report({ node, message });
        }
      },
    };
  },
};

function calledName(callee) {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression") return undefined;
  return callee.computed ? callee.property.value : callee.property.name;
}

function isStar(node) {
  if (node.type === "TemplateLiteral") {
    return node.expressions.length === 0 && node.quasis[0]?.value.cooked === "*";
  }
  return node.type === "Literal" && node.value === "*";
}

function targetOrigins(node) {
  if (node.type !== "ObjectExpression") return [];
  return node.properties
    .filter((property) => property.type === "Property")
    .filter(({ key }) => (key.name ?? key.value) === "targetOrigin")
    .map(({ value }) => value);
}
