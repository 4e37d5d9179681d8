/** Steps that undo what was started, run in the opposite order. */
export interface CleanUp {
  add(step: () => Promise<void>): void;
  /** Runs every step once, also when one fails; then throws the first failure. */
  run(): Promise<void>;
}

export function createCleanUp(): CleanUp {
  const steps: (() => Promise<void>)[] = [];
  return {
    add: (step) => void steps.push(step),
    run: async () => {
      const failures: unknown[] = [];
      for (const step of steps.splice(0).toReversed())
        await step().catch((caught: unknown) => failures.push(caught));
      if (failures.length > 0) throw failures[0];
    },
  };
}
