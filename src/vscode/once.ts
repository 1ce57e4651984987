/** A value that is made when first asked for. A failure is not kept: the next call tries again. */
export interface Once<T> {
  (): Promise<T>;
  /** The value if it was ever asked for. */
  peek(): Promise<T> | undefined;
}

/** Calls `make` at most once at a time and remembers its success. */
export function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return Object.assign(get, { peek: () => made });
}
