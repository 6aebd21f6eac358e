// Lit's development build warns once per start; our tests fail on any console output, so name it as seen.
(globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings ??= new Set(['dev-mode']);
