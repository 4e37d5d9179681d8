/** Unit tests mirror src and local-azure; end-to-end tests run the built dist against local-azure. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts'],
};
