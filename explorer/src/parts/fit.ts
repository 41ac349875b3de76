/** Whether a table fits its box: if not it folds its minor columns, and scrolls sideways where that is not enough. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { say } from "../words";

interface Fit {
  folded: boolean;
  scrolls: boolean;
}

/**
 * @param all Whether all columns are asked for, however wide.
 * @param changes What makes the table wider or narrower.
 */
export function useFit(all: boolean, changes: unknown[]) {
  const ref = useRef<HTMLDivElement>(null);
  const whole = useRef(0); // width of the table with all columns, when it was last too wide
  const [fit, setFit] = useState<Fit>({ folded: false, scrolls: false });
  const { folded, scrolls } = fit;
  useLayoutEffect(() => {
    whole.current = 0;
    setFit({ folded: false, scrolls: false });
  }, changes);
  useLayoutEffect(() => {
    const box = ref.current;
    const table = box?.querySelector("table");
    if (!box || !table) return;
    const look = () => setFit((now) => looked(now, table.offsetWidth, box.clientWidth, whole));
    const watch = new ResizeObserver(look);
    watch.observe(box);
    watch.observe(table);
    look();
    return () => watch.disconnect();
  }, [all, folded, ...changes]);
  const named = (caption: string) =>
    scrolls ? ({ tabIndex: 0, role: "region", "aria-label": say("table.box", { caption }) } as const) : {};
  const state = `${folded && !all ? "folded" : ""}${scrolls ? " scrolls" : ""}`;
  return { ref, folds: folded, state, named };
}

function looked(now: Fit, table: number, box: number, whole: { current: number }): Fit {
  const wide = table > box + 1;
  const folded = now.folded ? whole.current > box + 1 : wide;
  if (!now.folded && wide) whole.current = table;
  return folded === now.folded && wide === now.scrolls ? now : { folded, scrolls: wide };
}
