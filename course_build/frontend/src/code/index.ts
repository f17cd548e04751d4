// Code blocks: what Material adds to them is no landmark.

/** Material puts the buttons of each code block into a `nav`, and a page of many blocks would list as many navigations. */
export function mount(root: HTMLElement): void {
  const quiet = () => {
    for (const one of root.querySelectorAll("nav.md-code__nav:not([role])")) one.setAttribute("role", "none");
  };
  quiet();
  // The buttons come when a block is near to being seen.
  new MutationObserver(quiet).observe(root, { childList: true, subtree: true });
}
