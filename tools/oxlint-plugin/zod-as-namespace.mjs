const message =
  'The object z holds all languages of zod, and so puts them into every bundle: import * as z from "zod".';

/** `import { z } from "zod"` and `import z from "zod"`. */
export const zodAsNamespace = {
  create(context) {
    return {
      ImportDeclaration(node) {
        if (node.source.value === "zod" && node.specifiers.some(isObject)) {
          context.report({ node, message });
        }
      },
    };
  },
};

function isObject({ type, imported }) {
  return type === "ImportDefaultSpecifier" || (type === "ImportSpecifier" && imported.name === "z");
}
