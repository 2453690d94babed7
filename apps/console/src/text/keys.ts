import type en from "./en.json";

/** Every text of the console has a key; `en.json` is the source and says which there are. */
export type MessageKey = keyof typeof en;

/** What goes into the places of a text. */
export type Params = Readonly<Record<string, string | number | boolean>>;
