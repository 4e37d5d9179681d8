import { registerHooks } from 'node:module';

/**
 * Imported for what it does: JSON is imported without an import attribute too, as bundlers do it. The packages of
 * GitHub's language service are written for bundlers; Node alone refuses them. Jest needs no help, and takes none.
 */
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context);
    return specifier.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved;
  },
});
