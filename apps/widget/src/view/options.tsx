import { useId, useState, type SubmitEvent } from "react";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** The customer's name, and the end of the chat. */
export function Options({ onDone }: { onDone(): void }) {
  const { chat, words } = useWidget();
  const { closed } = useStore(chat.store);
  const [name, setName] = useState(chat.name() ?? "");
  const [ending, setEnding] = useState<boolean | "no longer">(false);
  const [trouble, setTrouble] = useState<Awaited<ReturnType<typeof chat.end>>>(null);
  const id = useId();

  function save(event: SubmitEvent) {
    event.preventDefault();
    const next = name.trim().slice(0, 80);
    if (next !== "") chat.setName(next);
    onDone();
  }

  async function end() {
    const why = await chat.end();
    setTrouble(why);
    if (why === null) onDone();
  }

  return (
    <div className="options">
      <form onSubmit={save}>
        <label htmlFor={id}>{words.yourName}</label>
        <div className="row">
          <input
            id={id}
            value={name}
            maxLength={80}
            autoComplete="name"
            placeholder={words.nameHint}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="plain">
            {words.save}
          </button>
        </div>
      </form>
      {!closed && ending !== true && (
        <button
          type="button"
          className="text"
          autoFocus={ending === "no longer"}
          onClick={() => setEnding(true)}
        >
          {words.endChat}
        </button>
      )}
      {trouble && (
        <p role="alert" className="trouble">
          {words.trouble[trouble === "offline" ? "offline" : "other"]}
        </p>
      )}
      {!closed && ending === true && (
        <div className="row sure">
          <span>{words.endSure}</span>
          <button type="button" className="plain" autoFocus onClick={() => void end()}>
            {words.yesEnd}
          </button>
          <button type="button" className="text" onClick={() => setEnding("no longer")}>
            {words.back}
          </button>
        </div>
      )}
    </div>
  );
}
