/**
 * The right to move something in the street. Every function that makes a frame which writes asks for one, and only a live
 * station has one: a drill cannot sound a real siren, because there is nothing it could call.
 */
export class OutputPermit {
  readonly #realm: 'live';

  /** Throws for any other realm, whatever the types were told. */
  constructor(realm: 'live') {
    if (realm !== 'live') throw new Error('only a live station may move anything outside');
    this.#realm = realm;
  }

  get realm(): 'live' {
    return this.#realm;
  }
}
