import type { AgentView } from "@aside/protocol";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import { LOCALES } from "../text/locales.ts";
import { useActions, useConsoleState, useText } from "./console-context.tsx";
import { Avatar } from "./parts/avatar.tsx";

const THEMES = ["system", "light", "dark"] as const;

/** The agent, colours, language, and the way out. */
export function UserMenu({ me }: { readonly me: AgentView }): ReactNode {
  const text = useText();
  const actions = useActions();
  const preferences = useConsoleState((state) => state.preferences);
  return (
    <MenuTrigger>
      <Button
        className="button button-quiet usermenu"
        aria-label={`${me.name}, ${text("menu.label")}`}
      >
        <Avatar name={me.name} />
        <span className="usermenu-name">{me.name}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu">
          <MenuSection
            selectionMode="single"
            selectedKeys={[preferences.theme]}
            onSelectionChange={(keys) => {
              const theme = THEMES.find((one) => keys !== "all" && keys.has(one));
              if (theme !== undefined) actions.setPreferences({ theme });
            }}
          >
            <Header>{text("theme.label")}</Header>
            {THEMES.map((theme) => (
              <Item key={theme} id={theme} name={text(`theme.${theme}`)} />
            ))}
          </MenuSection>
          <Separator />
          <MenuSection
            selectionMode="single"
            selectedKeys={[preferences.locale]}
            onSelectionChange={(keys) => {
              const found = LOCALES.find((one) => keys !== "all" && keys.has(one.id));
              if (found !== undefined) actions.setPreferences({ locale: found.id });
            }}
          >
            <Header>{text("language.label")}</Header>
            {LOCALES.map((one) => (
              <Item key={one.id} id={one.id} name={one.name} />
            ))}
          </MenuSection>
          <Separator />
          <MenuItem className="option" onAction={() => void actions.signOut()}>
            {text("command.sign-out")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Item({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  return (
    <MenuItem className="option" id={id} textValue={name}>
      <span>{name}</span>
      <Check size={16} className="option-check" aria-hidden="true" />
    </MenuItem>
  );
}
