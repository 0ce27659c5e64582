"""`python -m interaction_models`: compile every locale into skill-package/, or check that this was done."""

import argparse
import sys

from interaction_models import compiler, grammar, lint, source
from upper_back_guide.content import Incomplete


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 when --check finds problems, 2 when the models cannot be compiled."""
    parser = argparse.ArgumentParser(prog="python -m interaction_models", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing: report stale files and broken rules")
    options = parser.parse_args(arguments)
    try:
        problems = _check() if options.check else _write()
    except (source.ModelError, Incomplete, OSError) as fault:
        print(f"interaction_models: {fault}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _write() -> list[str]:
    authored = source.read()
    texts = {locale: compiler.text(compiler.compiled(authored, locale)) for locale in authored.locales}
    compiler.OUTPUT.mkdir(parents=True, exist_ok=True)
    for locale, text in texts.items():
        compiler.path(locale).write_text(text, encoding="utf-8")
    return []


def _check() -> list[str]:
    authored = source.read()
    problems, spoken = lint.unused(authored), grammar.of(authored.language)
    for locale in authored.locales:
        model, path = compiler.compiled(authored, locale), compiler.path(locale)
        problems += [f"{locale}: {problem}" for problem in lint.problems(model, spoken, authored.files)]
        if not path.is_file() or path.read_text(encoding="utf-8") != compiler.text(model):
            problems.append(f"{path} is stale: run python -m interaction_models")
    strays = set(compiler.OUTPUT.glob("*.json")) - {compiler.path(locale) for locale in authored.locales}
    problems += [f"{path} belongs to no locale" for path in sorted(strays)]
    return problems


if __name__ == "__main__":
    sys.exit(main())
