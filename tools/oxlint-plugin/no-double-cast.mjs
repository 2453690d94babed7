const message =
  "A cast through `unknown` or `any` switches the types off: parse the value at the edge (zod), or narrow it with a check.";

/** `value as unknown as T` and `value as any`. `as const` and a plain narrowing cast pass. */
export const noDoubleCast = {
  create(context) {
    return {
      TSAsExpression(node) {
        const inner = node.expression;
        const through = inner.type === "TSAsExpression" ? inner.typeAnnotation.type : undefined;
        if (through === "TSUnknownKeyword" || through === "TSAnyKeyword") {
          context.report({ node, message });
        }
      },
    };
  },
};
