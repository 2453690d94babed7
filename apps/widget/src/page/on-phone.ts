/** Whether this is a phone already, upright or on its side: then the other device is not "my phone". */
export function onPhone(): boolean {
  return matchMedia("((max-width: 480px) or (max-height: 480px)) and (pointer: coarse)").matches;
}
