/** The pages there are: an explicit list, one line each. */
import type { ComponentType } from "preact";
import type { Meta, PageName } from "../data";
import type { Route } from "../route";
import { Comparison } from "./comparison";
import { Indicator } from "./indicator";
import { Method } from "./method";
import { Quality } from "./quality";
import { Ranking } from "./ranking";
import { Robustness } from "./robustness";
import { Unit } from "./unit";
import { WhatIf } from "./whatif";

export interface PageProps {
  meta: Meta;
  route: Route;
}

/** `menu` tells whether the page stands in the navigation, or is only reached from others. */
export const PAGES: { name: PageName; menu: boolean; show: ComponentType<PageProps> }[] = [
  { name: "ranking", menu: true, show: Ranking },
  { name: "unit", menu: false, show: Unit },
  { name: "indicator", menu: true, show: Indicator },
  { name: "comparison", menu: true, show: Comparison },
  { name: "robustness", menu: true, show: Robustness },
  { name: "whatif", menu: true, show: WhatIf },
  { name: "quality", menu: true, show: Quality },
  { name: "method", menu: true, show: Method },
];
