import { useEffect, useState, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import type { Console } from "../actions/create-console.ts";
import { formatLocale, LOCALES } from "../text/locales.ts";
import { createTranslate, type Translate } from "../text/translate.ts";
import { Announcer } from "./announcer.tsx";
import { ConsoleProvider, sourceText, useConsoleState, useText } from "./console-context.tsx";
import { SignIn } from "./sign-in/sign-in.tsx";
import { Workspace } from "./workspace.tsx";

export function App({ console }: { readonly console: Console }): ReactNode {
  const { locale: chosen, text } = useLanguage(console);
  const locale = formatLocale(chosen, navigator.languages);
  return (
    <I18nProvider locale={locale}>
      <ConsoleProvider console={console} text={text} locale={locale}>
        <Stage />
        <Announcer />
      </ConsoleProvider>
    </I18nProvider>
  );
}

function Stage(): ReactNode {
  const state = useConsoleState((one) => one.session.state);
  const text = useText();
  if (state === "signed-out") return <SignIn />;
  if (state === "signed-in") return <Workspace />;
  return (
    <main className="starting" aria-busy="true">
      <p>{text("app.loading")}</p>
    </main>
  );
}

/** The chosen language once its texts have come; what was shown before stays until then. */
function useLanguage(console: Console): { locale: string; text: Translate } {
  const [language, setLanguage] = useState({ locale: "en", text: sourceText });
  useEffect(() => {
    let wanted = "";
    const load = async (): Promise<void> => {
      const { locale } = console.store.get().preferences;
      if (locale === wanted) return;
      wanted = locale;
      const found = LOCALES.find((one) => one.id === locale) ?? LOCALES[0];
      const messages = await found.load();
      if (wanted === locale) setLanguage({ locale, text: createTranslate(locale, messages) });
    };
    void load();
    return console.store.subscribe(() => void load());
  }, [console]);
  return language;
}
