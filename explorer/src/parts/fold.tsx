/** Something that is unfolded when it is asked for, and always in print. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { usePrinting } from "./printing";

interface Props {
  summary: string;
  class?: string;
  children: ComponentChildren;
}

export function Fold({ summary, class: name, children }: Props) {
  const [open, setOpen] = useState(false);
  const printing = usePrinting();
  return (
    <details
      class={name}
      open={open || printing}
      onToggle={(event) => {
        if (!printing) setOpen(event.currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
