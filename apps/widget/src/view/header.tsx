import { Ellipsis, Shield, X } from "lucide-react";
import { useState } from "react";
import { activeCapture } from "../core/chat-state.ts";
import { Options } from "./options.tsx";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

export function Header() {
  const { chat, close, words } = useWidget();
  const state = useStore(chat.store);
  const [options, setOptions] = useState(false);
  const name = state.welcome?.tenant.name ?? words.chatWith();
  const capture = activeCapture(state);

  return (
    <>
      <div className="header">
        <span className="avatar" aria-hidden="true">
          {[...name][0]?.toUpperCase()}
        </span>
        <div className="who">
          <h2 dir="auto">{name}</h2>
          {capture ? (
            <p className="held">
              <Shield size={12} aria-hidden="true" />
              {words.held(state.agentName)}
            </p>
          ) : (
            <p>{status()}</p>
          )}
        </div>
        <button
          type="button"
          className="icon"
          aria-label={words.options}
          title={words.options}
          aria-expanded={options}
          disabled={capture !== null}
          onClick={() => setOptions(!options)}
        >
          <Ellipsis size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={words.minimise}
          title={words.minimise}
          onClick={close}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      {options && !capture && <Options onDone={() => setOptions(false)} />}
    </>
  );

  function status(): string {
    if (state.closed) return words.ended;
    return state.agentName ? words.agentHere(state.agentName) : words.nobodyYet;
  }
}
