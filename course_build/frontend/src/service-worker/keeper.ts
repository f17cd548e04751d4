// Keeps files of one version of the course, and answers with them: each by its content, so that no two versions mix.
//
// The build writes the hash of every file into the service worker. A file is kept only when it has that hash, under a
// key that names it: what a newer version shares with an older one is there already.

/** What the build knows of the site. */
export interface Files {
  /** Paths of all files that may be kept, with the hashes of their content. */
  files: Record<string, string>;
  /** Paths of those without which the core path does not work. */
  core: string[];
}

/** Files that are asked for at the same time. */
const AT_ONCE = 3;

/** The parts of a browser that are used. */
export interface Surroundings {
  cache: Pick<Cache, "match" | "put" | "keys" | "delete">;
  ask: (address: string, options: RequestInit) => Promise<Response>;
}

export class Keeper {
  constructor(
    private readonly site: Files,
    /** The root of the course, with a slash at the end. */
    private readonly scope: string,
    private readonly open: () => Promise<Surroundings>,
  ) {}

  /** The path of the file that an address means; null for all that is none of this version. */
  pathOf(address: string): string | null {
    const [place = ""] = address.split(/[?#]/);
    if (!place.startsWith(this.scope)) return null;
    let path: string;
    try {
      path = decodeURIComponent(place.slice(this.scope.length));
    } catch {
      return null;
    }
    if (path === "" || path.endsWith("/")) path += "index.html";
    return Object.hasOwn(this.site.files, path) ? path : null;
  }

  /** Keep the core path. It is all there, or this fails. */
  async keepCore(): Promise<void> {
    await this.keepAll(this.site.core);
  }

  /** Keep what is of this version; what cannot be kept is left. */
  async keep(addresses: readonly string[]): Promise<void> {
    const paths = addresses.map((one) => this.pathOf(one)).filter((one) => one !== null);
    for (const path of new Set(paths)) await this.keepAll([path]).catch(() => {});
  }

  /** The answer that is kept for a path. */
  async kept(path: string): Promise<Response | undefined> {
    const { cache } = await this.open();
    return cache.match(this.key(path));
  }

  /** Keep a path as the host answered it, if that is of this version. */
  async take(path: string, answer: Response): Promise<void> {
    const bytes = await answer.arrayBuffer();
    if ((await hashOf(bytes)) !== this.site.files[path]) throw new Error(`${path} is of another version`);
    // Anew, since a browser accepts no answer from here that was redirected on its way.
    const headers = {
      "Content-Type": answer.headers.get("Content-Type") ?? "application/octet-stream",
      "Content-Length": String(bytes.byteLength),
    };
    const { cache } = await this.open();
    await cache.put(this.key(path), new Response(bytes, { headers }));
  }

  /** Remove what belongs to other versions alone. */
  async tidy(): Promise<void> {
    const { cache } = await this.open();
    const known = new Set(Object.keys(this.site.files).map((path) => this.key(path)));
    for (const one of await cache.keys()) if (!known.has(one.url)) await cache.delete(one);
  }

  private async keepAll(paths: readonly string[]): Promise<void> {
    const waiting = [...paths];
    const work = async (): Promise<void> => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await this.bring(path);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  private async bring(path: string): Promise<void> {
    const { cache, ask } = await this.open();
    if (await cache.match(this.key(path))) return;
    const address = `${this.scope}${encodeURI(path).replace(/(^|\/)index\.html$/, "$1")}`;
    // A page may be kept by the browser in an older version; what carries a hash in its name cannot.
    const answer = await ask(address, {
      cache: path.endsWith(".html") ? "no-cache" : "default",
      priority: "low",
    });
    if (!answer.ok) throw new Error(`${path}: the server answers ${answer.status}`);
    await this.take(path, answer);
  }

  private key(path: string): string {
    return `${this.scope}${encodeURI(path)}?kept=${this.site.files[path]}`;
  }
}

/** The first half of the SHA-256 of a file, as the build writes it. */
export async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.slice(0, 16)].map((one) => one.toString(16).padStart(2, "0")).join("");
}
