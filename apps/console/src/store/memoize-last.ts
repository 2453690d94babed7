/** Remembers the last call: the same arguments (by identity) give the same result object. */
export function memoizeLast<A extends readonly unknown[], R>(
  make: (...args: A) => R,
): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (last !== null && last.args.every((arg, index) => Object.is(arg, args[index]))) {
      return last.result;
    }
    last = { args, result: make(...args) };
    return last.result;
  };
}
