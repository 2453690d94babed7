import { tsImport } from "tsx/esm/api";
import { compileFn } from "zod/v4/core";

const HEAD = `
const INVALID = Symbol();
const schema = (run) => ({
  safeParse(input) {
    const data = run(input);
    return data === INVALID ? { success: false } : { success: true, data };
  },
});
`;

/** Functions that the compiler's code may call, by their own source or, those of zod's that use more than their parameters, by name; and what stands for each. */
const FUNCTIONS = new Map([
  ["codePointLength", "(text) => [...text].length"],
  ["throwAsync", '() => { throw new TypeError("asynchronous"); }'],
  ["(input)=>input.trim()", "(input) => input.trim()"],
  ["value=>value!==void0", "(value) => value !== undefined"],
]);

/**
 * A Vite plugin that puts, in the place of `src/schemas.ts`, functions that zod's own compiler makes of its schemas: what stands on the page is neither zod
 * nor a schema that has to be made before the form is there. The page's policy refuses that compiler itself, which ends in `new Function`.
 *
 * @returns {import("vite").Plugin}
 */
export function compiledSchemas() {
  return {
    name: "aside-compiled-schemas",
    apply: "build",
    transform: {
      filter: { id: /\/capture-form\/src\/schemas\.ts$/ },
      async handler(_code, id) {
        return { code: await compileSchemas(id), map: null };
      },
    },
  };
}

/**
 * @param {string} file exports zod schemas
 * @returns {Promise<string>} a module that exports by the same names what has their `safeParse`, without the issues
 */
export async function compileSchemas(file) {
  const schemas = Object.entries(await tsImport(file, import.meta.url));
  return (
    HEAD +
    schemas
      .map(([name, schema]) => `export const ${name} = schema(${sourceOf(schema)});\n`)
      .join("")
  );
}

/** What zod hands to `Function`, written down instead. */
function sourceOf(schema) {
  const { Function: real } = globalThis;
  let source;
  globalThis.Function = function (...parts) {
    const body = parts.pop();
    return (...values) => {
      const constants = parts
        .map((name, at) => [name, values[at]])
        .filter(([name]) => name !== "INVALID");
      const lines = constants.map(([name, value]) => `const ${name} = ${literal(value)};\n`);
      source = `(() => {\n${lines.join("")}${body}\n})()`;
      return () => undefined;
    };
  };
  try {
    compileFn(schema);
  } finally {
    globalThis.Function = real;
  }
  return source;
}

function literal(value) {
  if (value instanceof RegExp) return String(value);
  if (value instanceof Set) return `new Set(${JSON.stringify([...value])})`;
  const known = FUNCTIONS.get(value.name) ?? FUNCTIONS.get(String(value).replace(/\s/g, ""));
  if (typeof value !== "function" || known === undefined)
    throw new Error("zod's compiler calls what FUNCTIONS does not have", { cause: value });
  return known;
}
