import { createObservable, type Observable } from "../store/observable.ts";
import { initialState, type ConsoleState, type Preferences } from "../store/state.ts";
import * as capture from "./capture.ts";
import { emptyMemory, type Context, type Ports } from "./context.ts";
import * as look from "./look.ts";
import { dismissNotice } from "./notify.ts";
import { setVisible } from "./read.ts";
import * as send from "./send.ts";
import * as session from "./session.ts";
import * as watch from "./watch.ts";
import * as work from "./work.ts";

/** The console without its looks: a state that can be watched, and everything an agent can do. */
export interface Console {
  readonly store: Observable<ConsoleState>;
  readonly ports: Ports;
  readonly do: Actions;
}

export type Actions = ReturnType<typeof bind>;

export function createConsole(ports: Ports, preferences: Preferences): Console {
  const store = createObservable(initialState(preferences));
  const context: Context = {
    ports,
    store,
    connection: null,
    sessionLost: () => session.sessionLost(context),
    memory: emptyMemory(),
  };
  return { store, ports, do: bind(context) };
}

function bind(context: Context) {
  const to =
    <A extends readonly unknown[], R>(verb: (context: Context, ...args: A) => R) =>
    (...args: A): R =>
      verb(context, ...args);
  return {
    start: to(session.start),
    signIn: to(session.signIn),
    signOut: to(session.signOut),
    select: to(watch.select),
    join: to(watch.join),
    setDraft: to(send.setDraft),
    sendDraft: to(send.sendDraft),
    amendCommand: to(send.amendCommand),
    retry: to(send.retry),
    takeBack: to(send.takeBack),
    sendCanned: to(send.sendCanned),
    addNote: to(send.addNote),
    nudge: to(send.nudge),
    dismissNudge: to(send.dismissNudge),
    act: to(work.act),
    transfer: to(work.transfer),
    typing: to(work.typing),
    openPicker: to(capture.openPicker),
    askAgain: to(capture.askAgain),
    requestCapture: to(capture.requestCapture),
    captureStray: to(capture.captureStray),
    cancelCapture: to(capture.cancelCapture),
    selectNeighbour: to(look.selectNeighbour),
    selectLongestWaiting: to(look.selectLongestWaiting),
    setFilter: to(look.setFilter),
    toggleSection: to(look.toggleSection),
    openOverlay: to(look.openOverlay),
    closeOverlay: to(look.closeOverlay),
    setView: to(look.setView),
    setPage: to(look.setPage),
    openReplay: to(look.openReplay),
    setPane: to(look.setPane),
    setContextOpen: to(look.setContextOpen),
    focusComposer: to(look.focusComposer),
    composerFocused: to(look.composerFocused),
    setPreferences: to(look.setPreferences),
    dismissNotice: to(dismissNotice),
    setVisible: to(setVisible),
  };
}
