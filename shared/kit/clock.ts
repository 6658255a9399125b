/** Wall time in UTC epoch milliseconds. Injected everywhere, so that tests and drills decide what time it is. */
export type Clock = () => number;
