/** Keeps what was worked out last, for those that ask the same thing many times one after the other. */

/**
 * The same function, which works out an answer once for questions that follow each other.
 * It keeps no more than the last one: a map of all, even a weak one, would keep texts for longer than they live.
 */
export function remembering<Question, Answer>(work: (of: Question) => Answer): (of: Question) => Answer {
  let last: { readonly of: Question; readonly answer: Answer } | undefined;
  return (of) => {
    if (!last || last.of !== of) last = { of, answer: work(of) };
    return last.answer;
  };
}
