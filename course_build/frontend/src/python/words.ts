// What a page says of Python and of how a run went, in words a person understands.
import type { Reason, State } from "./runtime";

/** Said after a stop, where a later run would have used what an earlier one left. */
export const FORGOTTEN = "Its variables are gone.";
export const MISSING = "there is no Python here";
export const WITHOUT = "Live Python is not part of this copy of the course.";

/** Say a state; `passed` is for how many seconds the code has run. */
export function stateInWords(state: State, passed = 0): string {
  switch (state.kind) {
    case "unloaded":
      return `Python comes on first use: about ${Math.ceil(state.bytes / 1e6)} MB.`;
    case "loading":
      return state.come < state.total
        ? `Loading Python: ${Math.floor((state.come / state.total) * 100)}%`
        : "Starting Python";
    case "ready":
      return "Python is ready.";
    case "running":
      return state.started
        ? `Running for ${Math.min(Math.floor(passed), state.seconds)} s, at most ${state.seconds} s`
        : "Waiting for the rest of Python";
    case "stopped":
      return stopInWords(state.reason);
    case "failed":
      return `Python did not start: ${sentence(state.cause)}`;
  }
}

/** Say why code was stopped; `seconds` is the limit that it had. */
export function stopInWords(reason: Reason, seconds?: number): string {
  return {
    reader: "Stopped by you.",
    time: seconds ? `Stopped: it took more than ${seconds} seconds.` : "Stopped: it took too long.",
    output: "Stopped: it printed more than a page can show.",
    memory: "Stopped: it needed more memory than Python has here.",
  }[reason];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
