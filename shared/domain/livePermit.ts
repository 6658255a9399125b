/**
 * The right to reach anybody or anything outside: a person, a camera, a partner's system. Everything that does asks for one when it
 * is made, and only realm live can make one, as a type and when it runs: in a drill there is nothing that could reach out.
 */
export class LivePermit {
  readonly #realm: 'live';

  /** Throws for any other realm, whatever the types were told. */
  constructor(realm: 'live') {
    if (realm !== 'live') throw new Error('only a live station may reach outside');
    this.#realm = realm;
  }

  get realm(): 'live' {
    return this.#realm;
  }

  static of(realm: 'live' | 'drill'): LivePermit | null {
    return realm === 'live' ? new LivePermit(realm) : null;
  }
}
