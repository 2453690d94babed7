/** Whether this is a phone already: then the other device is not "my phone". */
export function onPhone(): boolean {
  return matchMedia("(max-width: 480px) and (pointer: coarse)").matches;
}
