/** Printed beside what the key does; hidden from readers, who are told by aria-keyshortcuts. */
export function KeyCap({ children }: { readonly children: string }) {
  return (
    <span className="keycap" aria-hidden="true">
      {children}
    </span>
  );
}
