/** Unit tests mirror src and local-azure; end-to-end tests run the built dist against local-azure. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // A guard against tests that hang, not a limit: on a busy machine starting a process alone can take seconds.
  testTimeout: 180_000,
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts'],
};
