/** A page that cannot be drawn says so; the frame and all other pages stay. */
import { Component, type ComponentChildren } from "preact";
import { say } from "../words";
import { Missing } from "./missing";

interface Props {
  /** The page: another one is tried anew. */
  at: string;
  children: ComponentChildren;
}

interface State {
  /** The page that could not be drawn. */
  broken?: string;
}

export class Guard extends Component<Props, State> {
  override state: State = {};

  override componentDidCatch(error: unknown): void {
    console.error(error); // for those who look for the reason; a reader has the sentence
    this.setState({ broken: this.props.at });
  }

  override render() {
    return this.state.broken === this.props.at ? <Missing words={say("app.broken")} /> : this.props.children;
  }
}
