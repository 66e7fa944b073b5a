// The shapes that the player and Python share; read by the type checker only, never served.

export type Value = string | boolean | number;
export type Settings = Record<string, Value>;
export type Action = Record<string, unknown>;

export interface StoryEvent {
  at_ms: number;
  bytes?: string | null; // base64; a page leaves out that of lines whose text says it
  text: string;
}

export interface Step {
  id: string;
  scene: string | null;
  at_ms: number;
  from: string;
  to: string;
  say: string;
  meaning: string;
  events: StoryEvent[];
}

export interface Story {
  format: number;
  explainer: string;
  settings: Settings;
  actions: Action[];
  steps: Step[];
  outcome: { id: string; ok: boolean; step: string };
  hero: string;
}

export interface Problem {
  rule: string;
  severity: "error" | "warn" | "info";
  field: string;
  message: string;
}

export interface Report {
  format: number;
  explainer: string;
  settings: Settings;
  verdict: string;
  story: Story | null;
  problems: Problem[];
}

/** What the reader wants to see: a run is computed from this and nothing else. */
export interface Wish {
  settings: Settings;
  actions: Action[];
}

export type Origin = "baked" | "live";

/** One run as the page can show it. */
export interface Run {
  story: Story | null;
  report: Report | null;
  html: string;
}

/** What an address may say of a setting: one of few values, or any day between two. */
export type Named = Value[] | { from: string; to: string };

/** What an action may hold that an address may name, by key, in the address's order. */
export type Vocabulary = Array<[key: string, words: string[]]>;

export interface BakedFile {
  format: number;
  explainer: string;
  discrete: Record<string, Named>;
  deeds?: Vocabulary;
  runs: Array<Run & { key: string }>;
}

/** A baked file, read: its runs by key, and the values and deeds that an address may name. */
export interface Baked {
  runs: Map<string, Run>;
  discrete: Record<string, Named>;
  deeds: Vocabulary;
}

/** What can be touched in baked runs: pieces of markup, and those of each run, in order. */
export interface TouchFile {
  format: number;
  explainer: string;
  pieces: string[];
  runs: Record<string, number[]>;
}

export interface FileSizes {
  bytes: number;
  sent: number;
}

export interface Manifest {
  format: number;
  runtime: { base: string; stdlib: string; rest: string; files: Record<string, FileSizes> };
  bundle: {
    base: string;
    lock: string;
    parts: Record<string, string>;
    files: Record<string, FileSizes>;
  };
  explainers: Record<string, Offer>;
}

/** An explainer: the parts that it always needs, and those that some settings need besides. */
export interface Offer {
  parts: string[];
  entry: string;
  extras?: Array<{ part: string; setting: string; without: unknown[] }>;
}

/** Milliseconds after which a wait is given up. */
export interface Limits {
  boot: number;
  stall: number;
  run: number;
}

export type Stage = "fetch" | "start" | "open";
export type FailureKind =
  | "manifest"
  | "format"
  | "unknown"
  | "worker"
  | "file"
  | "old"
  | "wasm"
  | "python"
  | "stall"
  | "boot"
  | "run"
  | "crash"
  | "story"
  | "refused"
  | "runs";

/** What went wrong, as data; words.mjs says it in Japanese. */
export interface Failure {
  kind: FailureKind;
  stage?: Stage;
  file?: string;
  status?: number;
  seconds?: number;
  format?: unknown;
  text?: string;
}

export type ToWorker =
  | { type: "boot"; manifest: Manifest; base: string; parts: string[] }
  | { type: "ask"; id: number; parts: string[]; request: string };

export type FromWorker =
  | { type: "progress"; stage: Stage; received: number; total: number }
  | { type: "up" }
  | { type: "failed"; failure: Failure }
  | { type: "answer"; id: number; text: string }
  | { type: "broken"; id: number; failure: Failure };

export type Answer =
  | { ok: true; story: Story | null; report: Report | null; html: string | null }
  | { ok: false; message: string; hint: string | null };
