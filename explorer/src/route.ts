/** Addresses inside the page: `#/unit/<id>?key=value`, so that pages can be linked to, from the disk too. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

export interface Route {
  page: string;
  /** What follows the page, decoded: the id of a unit, an indicator or a group. */
  id: string;
  query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page = "", ...rest] = path.split("/").map(decoded);
  return { page: page || "ranking", id: rest.join("/"), query: new URLSearchParams(query) };
}

/** A part of an address; one that somebody typed wrongly stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function link(page: string, id = "", query: Record<string, string> = {}): string {
  const told = Object.entries(query).filter(([, value]) => value);
  const asked = new URLSearchParams(told).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ""}${asked ? `?${asked}` : ""}`;
}

/** Change what the address says of the page that is shown, so that it can be linked to; an empty value takes a key out. */
export function changeQuery(route: Route, changes: Record<string, string>): void {
  const query = { ...Object.fromEntries(route.query), ...changes };
  history.replaceState(history.state, "", link(route.page, route.id, query));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const changed = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}

/** A page that is new starts at its top, with the focus on it; one that was gone back to is where it was left. */
export function usePlace(route: Route): void {
  const page = route.page === "ranking" ? route.page : `${route.page}/${route.id}`;
  const [start] = useState(page);
  useEffect(() => {
    let waiting = 0;
    const keep = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => history.replaceState({ y: scrollY }, ""), 150);
    };
    history.scrollRestoration = "manual";
    addEventListener("scroll", keep, { passive: true });
    return () => removeEventListener("scroll", keep);
  }, []);
  useLayoutEffect(() => {
    const y = (history.state as { y?: number } | null)?.y;
    if (y === undefined && page === start) return;
    // Two frames: a page whose data are there already is drawn by then.
    requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, y ?? 0)));
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [page]);
}
