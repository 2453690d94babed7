import type { VNode } from "preact";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FlowState } from "../flow/flow-state.ts";
import { pickWords } from "../text/pick-words.ts";
import type { Notice, Words } from "../text/words.ts";
import { FormView } from "./form-view.tsx";
import type { IconName } from "./icons.tsx";
import { NoticeView } from "./notice.tsx";
import { useFlow } from "./use-flow.ts";

export function App({ flow }: { flow: CaptureFlow }): VNode {
  const view = useFlow(flow);
  const { words, language } = pickWords(view.locale);
  const locale = view.locale.toLowerCase().startsWith(language) ? view.locale : language;
  return (
    <main className="page" lang={language} dir={words.direction}>
      <Body flow={flow} state={view.flow} words={words} locale={locale} />
    </main>
  );
}

function Body(props: { flow: CaptureFlow; state: FlowState; words: Words; locale: string }): VNode {
  const { flow, state, words, locale } = props;
  switch (state.state) {
    case "waiting":
    case "opening":
      return <Loading words={words} />;
    case "form":
    case "sending":
    case "retry":
    case "charging":
      return <FormView flow={flow} state={state} words={words} locale={locale} />;
    case "stored":
      return (
        <NoticeView tone="good" icon="check" {...(state.paid ? words.paid : words.stored)}>
          <p className="result">
            <bdi>{state.display}</bdi>
          </p>
        </NoticeView>
      );
    case "challenge":
      return (
        <section className="challenge" aria-labelledby="challenge">
          <h1 id="challenge">{words.challenge.title}</h1>
          <p className="quiet">{words.challenge.body}</p>
          <iframe
            src={state.url}
            title={words.challenge.title}
            sandbox="allow-scripts allow-forms allow-same-origin"
          />
        </section>
      );
    case "ended":
      if (state.paymentUnknown) return notice("quiet", "alert", words.paymentUnknown);
      return state.ending === "completed"
        ? notice("good", "check", words.endings.completed)
        : notice(
            "quiet",
            state.ending === "expired" ? "clock" : "alert",
            words.endings[state.ending],
          );
    case "replaced":
      return notice("quiet", "layers", words.replaced);
    case "needs-ticket":
      return notice("quiet", "clock", words.needsTicket);
    case "broken":
      return (
        <>
          {notice("bad", "alert", words.broken[state.why])}
          {state.why === "unreachable" && (
            <div className="actions">
              <button type="button" className="primary" onClick={() => void flow.retry()}>
                {words.retry.action}
              </button>
            </div>
          )}
        </>
      );
  }
}

function notice(tone: "quiet" | "good" | "bad", icon: IconName, words: Notice): VNode {
  return <NoticeView tone={tone} icon={icon} title={words.title} body={words.body} />;
}

/** The form's outline while it loads, so that nothing jumps when it comes. */
function Loading({ words }: { words: Words }): VNode {
  return (
    <section className="loading" role="status">
      <p>{words.loading}</p>
      <div className="outline" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    </section>
  );
}
