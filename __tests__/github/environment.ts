/** Runs `body` with these variables; undefined takes one away. All are as before afterwards. */
export async function withEnvironment<T>(
  variables: Readonly<Record<string, string | undefined>>,
  body: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  try {
    return await body();
  } finally {
    for (const name of Object.keys(variables)) {
      const value = before[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
