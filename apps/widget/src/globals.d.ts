/** The name of the chat's entry file in the build, with its hash. */
declare const __CHAT_FILE__: string;

interface Window {
  /** The one global that the widget adds to a page. */
  Aside?: Readonly<{ open(): void; close(): void }>;
}
