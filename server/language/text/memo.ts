/** Keeps what was worked out, for those that ask the same thing again and again. */

/**
 * The same function, which works out an answer once for questions that follow each other.
 * It keeps no more than the last one: a map of all, even a weak one, would keep texts for longer than they live.
 */
export function memoizeLast<Question, Answer>(work: (of: Question) => Answer): (of: Question) => Answer {
  let last: { readonly of: Question; readonly answer: Answer } | undefined;
  return (of) => {
    if (!last || last.of !== of) last = { of, answer: work(of) };
    return last.answer;
  };
}

/** The same function, which works out an answer once for each of few questions that never change. */
export function memoize<Question, Answer>(work: (of: Question) => Answer): (of: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (of) => {
    const known = answers.get(of);
    if (known !== undefined) return known;
    const answer = work(of);
    answers.set(of, answer);
    return answer;
  };
}
