import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useActions, useText } from "../console-context.tsx";
import { Button } from "./button.tsx";

interface Props {
  readonly title: string;
  readonly intro?: string;
  readonly size?: "small" | "medium" | "large" | "wide";
  readonly children: ReactNode;
}

/** A dialog over the console: Escape or a press outside closes it and gives the focus back. */
export function Dialog({ title, intro, size = "medium", children }: Props): ReactNode {
  const { closeOverlay } = useActions();
  const text = useText();
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) closeOverlay();
      }}
    >
      <Modal className={`modal modal-${size}`}>
        <AriaDialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <Button
              look="quiet"
              iconOnly
              icon={<X size={16} />}
              label={text("close.dialog")}
              onPress={closeOverlay}
            />
          </div>
          {intro !== undefined && <p className="dialog-intro">{intro}</p>}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
