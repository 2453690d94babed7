import { Search } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import {
  Autocomplete,
  Dialog as AriaDialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  TextField,
} from "react-aria-components";
import { sectionsOf } from "../../actions/look.ts";
import { listed } from "../../store/queue.ts";
import { paletteItems } from "../../commands/palette-items.ts";
import { useConsole, useConsoleState, useText } from "../console-context.tsx";
import { KeyHint } from "../parts/key-hint.tsx";

/** Everything that can be done now, and the conversations, by typing a few letters. */
export function Palette(): ReactNode {
  const console = useConsole();
  const text = useText();
  const [query, setQuery] = useState("");
  const state = useConsoleState((one) => one);
  const entries = listed(sectionsOf(state));
  const items = useMemo(
    () => paletteItems(state, entries, text, query),
    [state, entries, text, query],
  );
  const close = console.do.closeOverlay;
  return (
    <ModalOverlay
      className="overlay overlay-top"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && close()}
    >
      <Modal className="modal modal-palette">
        <AriaDialog className="dialog palette" aria-label={text("palette.title")}>
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <TextField
              className="palette-search"
              aria-label={text("palette.placeholder")}
              autoFocus
            >
              <Search size={16} aria-hidden="true" />
              <Input type="search" placeholder={text("palette.placeholder")} autoComplete="off" />
            </TextField>
            <Menu
              className="palette-list"
              aria-label={text("palette.title")}
              items={items}
              renderEmptyState={() => <p className="palette-empty">{text("palette.empty")}</p>}
            >
              {(item) => (
                <MenuItem
                  className="option"
                  id={item.id}
                  textValue={item.name}
                  onAction={() => {
                    close();
                    item.run(console);
                  }}
                >
                  <span dir="auto">{item.name}</span>
                  {item.detail !== null && (
                    <span className="quiet palette-detail" dir="auto">
                      {item.detail}
                    </span>
                  )}
                  {item.key !== null && (
                    <span className="option-end">
                      <KeyHint of={item.key} />
                    </span>
                  )}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
