// Loads Python ahead of its first use: when what runs it is near the screen and the page has nothing else to do.
import type { PythonRuntime } from "./runtime";

/** How far below or above the screen is near. */
const NEAR = "50% 0px";
/** Milliseconds after which a page counts as idle although it never was. */
const PATIENCE = 4000;

/** What browsers tell of the reader's connection, where they do. */
interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/** What a test replaces. */
export interface Surroundings {
  connection: Connection | undefined;
  whenNear: (element: Element, then: () => void) => void;
  whenIdle: (then: () => void) => void;
}

/** Load Python once an element is near the screen, unless the reader saves data or the connection is slow. */
export function warmWhenNear(
  element: Element,
  runtime: PythonRuntime | undefined,
  around: Partial<Surroundings> = {},
): void {
  const { connection, whenNear, whenIdle } = {
    connection: told(),
    whenNear: near,
    whenIdle: idle,
    ...around,
  };
  if (!runtime || isDear(connection)) return;
  whenNear(element, () =>
    whenIdle(() => {
      // A failure is told when the reader asks for something; until then nothing is lost.
      if (runtime.state.kind === "unloaded") runtime.load().catch(() => {});
    }),
  );
}

function isDear(connection: Connection | undefined): boolean {
  if (!connection) return false;
  return connection.saveData === true || /2g$|^3g$/.test(connection.effectiveType ?? "");
}

function told(): Connection | undefined {
  return (navigator as Navigator & { connection?: Connection }).connection;
}

function near(element: Element, then: () => void): void {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((one) => one.isIntersecting)) return;
      watcher.disconnect();
      then();
    },
    { rootMargin: NEAR },
  );
  watcher.observe(element);
}

function idle(then: () => void): void {
  const ask = () => {
    // Safari has no such call; a moment of rest has to do there.
    if ("requestIdleCallback" in window) requestIdleCallback(() => then(), { timeout: PATIENCE });
    else setTimeout(then, 1000);
  };
  // What the page itself still fetches comes first.
  if (document.readyState === "complete") ask();
  else addEventListener("load", ask, { once: true });
}
