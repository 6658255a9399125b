/** Gives every display an identity of its own and keeps it. The record is the shell's; the matching is matchDisplays.ts. */
import { randomBytes } from 'node:crypto';
import type { SettingsFile } from '../settings.ts';
import { type DisplayFacts, inPlace, type KnownDisplay, panelSize } from './displayFacts.ts';
import { matchDisplays } from './matchDisplays.ts';

/** A display that is there, with who it is. */
export interface PresentDisplay extends DisplayFacts {
  readonly identity: string;
  /** Its label, or its place from the left: `#2`. */
  readonly name: string;
}

/** More than any machine drives; those not seen longest are forgotten beyond it. */
const KNOWN_LIMIT = 64;

export class DisplayRegistry {
  readonly #settings: SettingsFile;
  readonly #makeMark: () => string;
  #present: readonly PresentDisplay[] = [];

  /** @param makeMark six characters that tell two displays of one model apart */
  constructor(settings: SettingsFile, makeMark = () => randomBytes(3).toString('hex')) {
    this.#settings = settings;
    this.#makeMark = makeMark;
  }

  /** From the left. */
  get present(): readonly PresentDisplay[] {
    return this.#present;
  }

  get known(): readonly KnownDisplay[] {
    return this.#settings.current.displays;
  }

  /** What is there now; those seen for the first time get an identity. */
  see(displays: readonly DisplayFacts[]): readonly PresentDisplay[] {
    const identities = matchDisplays(this.known, displays);
    this.#present = displays.toSorted(inPlace).map((facts, index) => ({
      ...facts,
      identity: identities.get(facts.id) ?? this.#identityFor(facts),
      name: facts.label === '' ? `#${index + 1}` : facts.label,
    }));
    this.#keep();
    return this.#present;
  }

  #identityFor({ label }: DisplayFacts): string {
    const model = label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 12);
    return `${model || 'display'}-${this.#makeMark()}`;
  }

  #keep(): void {
    const seen = new Set(this.#present.map(({ identity }) => identity));
    const missed = this.known.filter(({ identity }) => !seen.has(identity));
    const displays = [...this.#present.map(asKnown), ...missed].slice(0, KNOWN_LIMIT);
    if (JSON.stringify(displays) !== JSON.stringify(this.known)) this.#settings.change({ displays });
  }
}

function asKnown(display: PresentDisplay): KnownDisplay {
  const { identity, id, label, isInternal, bounds } = display;
  return { identity, id, label, isInternal, ...panelSize(display), x: bounds.x, y: bounds.y };
}
