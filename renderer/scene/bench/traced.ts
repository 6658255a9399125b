/**
 * Makes a method stand in the browser's trace under a name: it runs as the listener of an event of that name, and the trace
 * says of every event what processor time it took. The clock cannot tell work from waiting for the graphics process.
 */
const target = document.createElement('i');

type Method<Self, Args extends unknown[], Value> = (this: Self, ...args: Args) => Value;

export function tracedAs<Self, Args extends unknown[], Value>(
  name: string,
  method: Method<Self, Args, Value>,
): Method<Self, Args, Value> {
  return function (this: Self, ...args: Args): Value {
    let outcome: { readonly value: Value } | null = null;
    const run = () => {
      outcome = { value: method.apply(this, args) };
    };
    target.addEventListener(name, run, { once: true });
    target.dispatchEvent(new Event(name));
    if (outcome === null) throw new Error(`${name} threw; the page has said why`);
    return (outcome as { readonly value: Value }).value;
  };
}
