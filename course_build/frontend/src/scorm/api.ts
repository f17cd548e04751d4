// The learning platform as SCORM 1.2 has it: an object named API, in a window around or behind this one.

/** Values are texts, and so are answers: "true" for what worked. */
export interface Api {
  LMSInitialize: (nothing: "") => string;
  LMSFinish: (nothing: "") => string;
  LMSGetValue: (element: string) => string;
  LMSSetValue: (element: string, value: string) => string;
  LMSCommit: (nothing: "") => string;
}

interface Around {
  API?: Api;
  parent?: Around;
  opener?: Around | null;
}

/** Windows that are looked into; the standard asks for no more. */
const DEPTH = 7;

/** The platform; null when the page was opened by itself. */
export function findApi(window: Around): Api | null {
  return within(window) ?? (window.opener ? within(window.opener) : null);
}

function within(window: Around): Api | null {
  let here = window;
  for (let level = 0; level <= DEPTH; level++) {
    try {
      if (here.API) return here.API;
    } catch {
      // A window of another origin shows nothing.
      return null;
    }
    if (!here.parent || here.parent === here) return null;
    here = here.parent;
  }
  return null;
}
