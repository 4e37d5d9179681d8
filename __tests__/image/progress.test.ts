import { describe, expect, it } from '@jest/globals';
import { createUploadProgress } from '../../src/image/progress.ts';
import { contextFile, fakeClock } from './fakes.ts';

describe('createUploadProgress', () => {
  it('tells a line every ten seconds and one at the end', async () => {
    const clock = fakeClock();
    const lines: string[] = [];
    const file = contextFile('models/m', '', { bytes: 600_000_000 });
    const progress = createUploadProgress([file], clock, (line) => lines.push(line));
    for (let second = 1; second <= 24; second += 1) {
      await clock.sleep(1000);
      progress.at(second * 25_000_000);
    }
    progress.done();
    expect(lines).toEqual([
      'Uploading the build context: 238.4 MB of 572.2 MB (41 %).',
      'Uploading the build context: 476.8 MB of 572.2 MB (83 %).',
      'Uploaded the build context: 1 file, 572.2 MB in 24.0 s.',
    ]);
  });
});
