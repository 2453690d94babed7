import "./styles/index.css";
import { createRoot } from "react-dom/client";
import { createConsole } from "./actions/create-console.ts";
import { listenToKeys } from "./commands/keys.ts";
import { createApi } from "./net/api.ts";
import { connectSocket } from "./net/connection.ts";
import { loadPreferences } from "./net/preferences.ts";
import { App } from "./ui/app.tsx";
import { bindPage } from "./ui/bind-page.ts";

const console = createConsole(
  {
    api: createApi(),
    connect: connectSocket,
    now: () => Date.now(),
    random: () => crypto.getRandomValues(new Uint8Array(16)),
    soon: (run) => void setTimeout(run, 16),
    later: (run, milliseconds) => void setTimeout(run, milliseconds),
  },
  loadPreferences(localStorage, navigator.languages),
);

bindPage(console);
listenToKeys(console, document);
void console.do.start();

const root = document.querySelector("#root");
if (root !== null) createRoot(root).render(<App console={console} />);
