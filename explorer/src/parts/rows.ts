/** The rows of a long table that stand in the window; the others are left out until they are scrolled to, or printed. */
import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

export interface Shown {
  first: number;
  /** One behind the last row shown. */
  end: number;
  /** Room that the rows above and below take, px. */
  above: number;
  below: number;
  measure: (row: HTMLTableRowElement | null) => void;
}

const HEIGHT = 36;
const OVERSCAN = 12;

/** What of `count` rows is shown; all of them unless `on`. */
export function useShownRows(body: RefObject<HTMLElement | null>, count: number, on: boolean): Shown {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  const kept = useRef<Virtualizer<Window, HTMLTableRowElement> | null>(null);
  const all: Shown = { first: 0, end: count, above: 0, below: 0, measure: () => {} };
  const settings = {
    count: on ? count : 0,
    getScrollElement: (): Window => window,
    estimateSize: () => HEIGHT,
    overscan: OVERSCAN,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialRect: { width: innerWidth, height: innerHeight },
    initialOffset: () => window.scrollY,
    scrollMargin: top(body.current),
    onChange: () => redraw(0),
  };
  kept.current ??= new Virtualizer<Window, HTMLTableRowElement>(settings);
  const rows = kept.current;
  rows.setOptions(settings);
  useLayoutEffect(() => rows._didMount(), [rows]);
  useLayoutEffect(() => rows._willUpdate());
  if (!on) return all;
  const items = rows.getVirtualItems();
  const [head, tail] = [items[0], items[items.length - 1]];
  if (!head || !tail) return { ...all, end: Math.min(count, OVERSCAN) };
  return {
    first: head.index,
    end: tail.index + 1,
    above: head.start - rows.options.scrollMargin,
    below: rows.getTotalSize() - (tail.end - rows.options.scrollMargin),
    measure: rows.measureElement,
  };
}

function top(element: HTMLElement | null): number {
  return element ? element.getBoundingClientRect().top + window.scrollY : 0;
}
