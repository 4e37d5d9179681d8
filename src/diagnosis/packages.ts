/**
 * Packages whose name on PyPI is not that of the module they bring. Source: https://pypi.org.
 * Everything else is taken to be called like its module.
 */
const PACKAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    attr: 'attrs',
    bs4: 'beautifulsoup4',
    cv2: 'opencv-python-headless',
    Crypto: 'pycryptodome',
    dateutil: 'python-dateutil',
    dotenv: 'python-dotenv',
    faiss: 'faiss-cpu',
    fitz: 'pymupdf',
    git: 'GitPython',
    jwt: 'PyJWT',
    Levenshtein: 'python-Levenshtein',
    MySQLdb: 'mysqlclient',
    PIL: 'pillow',
    psycopg2: 'psycopg2-binary',
    skimage: 'scikit-image',
    sklearn: 'scikit-learn',
    yaml: 'PyYAML',
  }),
);
/** Namespaces: the package has the first two parts of the module's name. */
const NAMESPACES = ['azure', 'azureml', 'google'];
const PROTOBUF = /^google\.protobuf\b/;

/** The package on PyPI that has a Python module: "sklearn.svm" gives "scikit-learn". */
export function packageOf(module: string): string {
  const [top = module, second, third] = module.split('.');
  const known = PROTOBUF.test(module) ? 'protobuf' : PACKAGES.get(top);
  if (known !== undefined) return known;
  const parts = NAMESPACES.includes(top) ? [top, second, top === 'azure' ? third : undefined] : [top];
  return parts
    .filter((part) => part !== undefined)
    .join('-')
    .replaceAll('_', '-');
}
