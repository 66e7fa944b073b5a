// What the worker takes in: every file counted as its bytes come, so that progress is real.
//
// Sizes come from the manifest. Bytes arrive here unpacked, so each file's share is scaled to what
// was really sent for it (brotli); a reader is told what it costs, not what it unpacks to.

/** @import {Failure, FileSizes, Manifest} from "../types.d.ts" */

/** A boot that failed for a reason we can name. */
export class BootError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

export class Intake {
  /** @type {Map<string, FileSizes & { name: string, received: number }>} */
  #files = new Map();
  /** @type {(error: BootError) => void} */
  #fail = () => {};

  /**
   * @param {Manifest} manifest
   * @param {string} base address of the manifest
   * @param {string[]} parts of the bundle that are wanted
   * @param {(received: number, total: number) => void} tell
   */
  constructor(manifest, base, parts, tell) {
    const { runtime, bundle } = manifest;
    /** Rejects when a file can't be had. @type {Promise<never>} */
    this.failed = new Promise((_, reject) => (this.#fail = reject));
    this.failed.catch(() => {});
    this.#expect(runtime, base, (name) => name !== runtime.rest);
    const wanted = [bundle.lock, ...parts.map((part) => bundle.parts[part])];
    this.#expect(bundle, base, (name) => wanted.includes(name));
    const native = self.fetch.bind(self);
    this.tell = () => {
      const files = [...this.#files.values()];
      tell(
        Math.round(files.reduce((sum, { bytes, sent, received }) => sum + (sent * received) / bytes, 0)),
        files.reduce((sum, { sent }) => sum + sent, 0),
      );
    };
    /** @type {typeof fetch} */
    this.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input), base).href;
      const file = this.#files.get(url);
      const response = await native(input, init).catch(() => this.#refuse(url));
      if (!response.ok) this.#refuse(url, response.status);
      if (!file || !response.body) return response;
      const { readable, writable } = this.#counter(file);
      // The line may be cut half-way, and the file cut short or of another release. Whoever reads it
      // would not say so, and might wait for ever.
      response.body.pipeTo(writable).catch(() => this.#fail(this.#lack(url)));
      return new Response(readable, {
        status: response.status,
        headers: response.headers, // with the type, without which wasm is not compiled as it comes
      });
    };
  }

  /** @param {string} url */
  async archive(url) {
    const response = await this.fetch(url);
    return new Uint8Array(await response.arrayBuffer().catch(() => this.#refuse(url)));
  }

  /** @param {string} url */
  async text(url) {
    const response = await this.fetch(url);
    return response.text().catch(() => this.#refuse(url));
  }

  /**
   * Import a module of the runtime; the browser does not count these, so it counts as a whole.
   * @param {string} url
   */
  async script(url) {
    const module = await import(url).catch((error) => this.#unread(url, error));
    const file = this.#files.get(url);
    if (file) file.received = file.bytes;
    this.tell();
    return module;
  }

  /**
   * A module that came whole and still can't be read is too new for this browser.
   * @param {string} url
   * @param {unknown} error
   */
  async #unread(url, error) {
    if (!(error instanceof SyntaxError)) this.#refuse(url);
    await this.archive(url); // says so where it is not whole
    this.#give(new BootError({ kind: "old" }));
  }

  /**
   * @param {string} url
   * @param {number} [status]
   * @returns {never}
   */
  #refuse(url, status) {
    return this.#give(this.#lack(url, status));
  }

  /**
   * @param {BootError} error
   * @returns {never}
   */
  #give(error) {
    this.#fail(error);
    throw error;
  }

  /**
   * @param {string} url
   * @param {number} [status]
   */
  #lack(url, status) {
    const file = this.#files.get(url)?.name ?? url.split("/").pop() ?? url;
    return new BootError({ kind: "file", file, ...(status ? { status } : {}) });
  }

  /**
   * @param {{ base: string, files: Record<string, FileSizes> }} folder
   * @param {string} base
   * @param {(name: string) => boolean} wanted
   */
  #expect(folder, base, wanted) {
    for (const [name, sizes] of Object.entries(folder.files)) {
      if (!wanted(name)) continue;
      const url = new URL(folder.base + name, base).href;
      this.#files.set(url, { ...sizes, name, received: 0 });
    }
  }

  /**
   * Counts, and fails where a file is not as long as the manifest says.
   * @param {{ bytes: number, received: number }} file
   */
  #counter(file) {
    let told = 0;
    let bytes = 0;
    return new TransformStream({
      flush: () => {
        if (bytes !== file.bytes) throw new RangeError();
      },
      transform: (/** @type {Uint8Array} */ chunk, controller) => {
        bytes += chunk.byteLength;
        file.received = Math.min(file.bytes, bytes);
        controller.enqueue(chunk);
        // A message for each chunk would be hundreds; ten a second are enough to see it move.
        const now = performance.now();
        if (now - told < 100 && file.received < file.bytes) return;
        told = now;
        this.tell();
      },
    });
  }
}
