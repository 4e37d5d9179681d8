import type { Sample } from '../sample.ts';
import { crashed, failedStart, SITE, PACKAGES } from '../sample.ts';

/** opencv-python without a screen. */
export const sample: Sample = {
  symptoms: crashed(
    3,
    failedStart(
      'import',
      [
        '  File "/var/azureml-app/src/score.py", line 2, in <module>',
        '    import cv2',
        `  File "${SITE}/cv2/__init__.py", line 181, in <module>`,
        '    bootstrap()',
      ],
      'ImportError: libGL.so.1: cannot open shared object file: No such file or directory',
    ),
  ),
  certainty: 'certain',
  cause: 'The system library libGL.so.1 is not in the image',
  remedy: 'opencv-python-headless',
  shows: 'libGL.so.1',
  place: PACKAGES,
};
