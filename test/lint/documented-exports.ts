/* Prints each exported type, function, class and value without a doc comment, and fails if there is one. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..");

function main(): void {
    const problems = productFiles().flatMap(undocumentedExports);
    for (const problem of problems) process.stdout.write(`${problem}\n`);
    process.exitCode = problems.length === 0 ? 0 : 1;
}

/** What tsconfig.json compiles, without the tests. */
function productFiles(): readonly string[] {
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
    const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    return fileNames.map((file) => relative(root, file)).filter((file) => !file.startsWith("test/"));
}

function undocumentedExports(file: string): readonly string[] {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
    return source.statements
        .filter((statement) => isExported(statement) && ts.getJSDocCommentsAndTags(statement).length === 0)
        .map((statement) => {
            const { line } = source.getLineAndCharacterOfPosition(statement.getStart());
            return `${file}:${line + 1} ${nameOf(statement)} is exported without a doc comment`;
        });
}

function isExported(statement: ts.Statement): boolean {
    if (!ts.canHaveModifiers(statement)) return false;
    return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function nameOf(statement: ts.Statement): string {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText() ?? "";
    const name = ts.getNameOfDeclaration(statement as ts.Statement & ts.Declaration);
    return name?.getText() ?? "";
}

main();
