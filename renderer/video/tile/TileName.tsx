/** So many letters go on three lines of the smallest tile. */
const MOST_LETTERS = 18;
/** Cameras of one site differ at the end: the number, the gate, the kind. */
const END_LETTERS = 9;

/** The name of a camera: where there is no room for it its middle is left out, and it is whole on hover. */
export function TileName({ name }: { readonly name: string }) {
  const letters = [...name];
  const isLong = letters.length > MOST_LETTERS;
  return (
    <span className="tile__name" title={name}>
      {isLong ? (
        <>
          <span className="tile__name-start">{letters.slice(0, -END_LETTERS).join('')}</span>
          <span className="tile__name-end">{letters.slice(-END_LETTERS).join('')}</span>
        </>
      ) : (
        name
      )}
    </span>
  );
}
