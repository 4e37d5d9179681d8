import { describe, expect, it } from '@jest/globals';
import { createPublicImages } from '../../../local-azure/images/public.ts';

const REPOSITORY = 'mcr.microsoft.com/azureml/minimal-py312-inference';

describe('public images', () => {
  it('are the same for every tag and by their digest', () => {
    const images = createPublicImages();
    const latest = images.find(`${REPOSITORY}:latest`);
    expect(latest?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(images.find(`${REPOSITORY}:1`)?.digest).toBe(latest?.digest);
    expect(images.find(`${REPOSITORY}:1@${latest?.digest ?? ''}`)).toEqual(latest);
    expect(images.find(`${REPOSITORY}@sha256:${'0'.repeat(64)}`)).toBeUndefined();
    expect(images.find('mcr.microsoft.com/no/such-image:1')).toBeUndefined();
  });

  it('change behind a tag that is moved; the old digest stays', () => {
    const images = createPublicImages();
    const old = images.find(`${REPOSITORY}:latest`);
    images.moveTag(`${REPOSITORY}:latest`);
    const patched = images.find(`${REPOSITORY}:latest`);
    expect(patched?.digest).not.toBe(old?.digest);
    expect(images.find(`${REPOSITORY}:1`)?.digest).toBe(old?.digest);
    expect(images.find(`${REPOSITORY}@${old?.digest ?? ''}`)?.digest).toBe(old?.digest);
    expect(images.find(`${REPOSITORY}@${patched?.digest ?? ''}`)?.digest).toBe(patched?.digest);
    images.moveTag(`${REPOSITORY}:latest`);
    expect(images.find(`${REPOSITORY}:latest`)?.digest).not.toBe(patched?.digest);
  });
});
