/**
 * A Python program that prints, as JSON, which names the module of the file in its first argument defines.
 * It parses the file and does not run it. Names bound anywhere at module level count (also under `if` and
 * `try`), names inside functions, classes and comprehensions do not. Runs on Python 3.8 and newer.
 */
export const INSPECT_MODULE = `
import ast, json, sys

OWN_SCOPE = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
names, plain, coroutines, star = set(), set(), set(), False

def visit(node):
    global star
    if isinstance(node, ast.AsyncFunctionDef):
        names.add(node.name)
        coroutines.add(node.name)
    elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        plain.add(node.name)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            star = star or alias.name == "*"
            plain.add(alias.asname or alias.name.split(".")[0])
    elif isinstance(node, ast.AnnAssign) and node.value is None:
        return
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        plain.add(node.id)
    elif not isinstance(node, OWN_SCOPE):
        for child in ast.iter_child_nodes(node):
            visit(child)

result = {"python": "%d.%d" % sys.version_info[:2]}
try:
    with open(sys.argv[1], "rb") as script:
        visit(ast.parse(script.read()))
    result.update(names=sorted(names | plain), star=star, **{"async": sorted(coroutines - plain)})
except SyntaxError as error:
    result["syntax"] = {"message": error.msg, "line": error.lineno, "column": error.offset}
except (ValueError, RecursionError, MemoryError) as error:
    result["syntax"] = {"message": str(error) or type(error).__name__}
print(json.dumps(result))
`;
