/** A box in which a wide table is moved sideways, also by the keyboard. */
import type { ComponentChildren } from "preact";

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard (axe scrollable-region-focusable)
    <section class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
