/**
 * The right to say something to somebody outside. Every adapter asks for one when it is made, and only a live station has one: in
 * a drill there is no adapter, so there is nothing that could reach out.
 */
export class LivePermit {
  readonly #realm: 'live';

  constructor(realm: 'live') {
    this.#realm = realm;
  }

  get realm(): 'live' {
    return this.#realm;
  }
}
