"""mutmut, with the tests collected once for all mutants: to collect them anew takes longer than to run most of them."""

import importlib
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from _pytest.config import _prepareconfig
from mutmut import __main__ as mutmut
from mutmut.mutation import trampoline
from mutmut.runners.harness import PytestRunner
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name
from mutmut.workers import isolation

KILLERS = Path("killers")
"""A file for each function, in the folder of mutants: the tests that noticed a mutant of it, the last one last."""

NO_MORE = ("--tb=no", "--assert=plain", "-p", "no:unraisableexception", "-W", "ignore:Module already imported")
"""That a test fails is all there is to know. What is unraisable here are the files that a new child closes."""


class Forgetful:
    """Has each test begin with nothing kept by a function that may be changed."""

    def pytest_runtest_setup(self) -> None:
        """Called by pytest before each."""
        forget()


def forget() -> None:
    """Clear the caches of the modules that mutmut has changed, which import a decorator of its own."""
    for name, module in sys.modules.copy().items():
        for value in vars(module).values() if "_mutmut_mutated" in vars(module) else ():
            if hasattr(value, "cache_clear") and value.__module__ == name:
                value.cache_clear()


class KeptTests(PytestRunner):  # type: ignore[misc]  # only its own environment has mutmut
    """Runs a mutant's tests in a child of the process that has collected them."""

    def warm_up(self) -> None:
        """Collects all tests, and notes which functions were called for it: their mutants act before any test does."""
        os.chdir("mutants")
        KILLERS.mkdir(exist_ok=True)
        from hypothesis import Phase, settings  # earlier, and pytest would say so wherever else mutmut runs it

        settings.register_profile("first failure", phases=[Phase.explicit, Phase.reuse, Phase.generate])
        settings.load_profile("first failure")
        trampoline.set_mutant_under_test("stats")
        import upper_back_guide  # the mutated one, which is found from here

        config = _prepareconfig(
            ["--rootdir=.", *NO_MORE, *self._pytest_add_cli_args, *self._pytest_add_cli_args_test_selection]
        )
        config._do_configure()
        self.session = pytest.Session.from_config(config)
        config.hook.pytest_sessionstart(session=self.session)
        config.hook.pytest_collection(session=self.session)
        for module in pkgutil.walk_packages(upper_back_guide.__path__, f"{upper_back_guide.__name__}."):
            importlib.import_module(module.name)  # what is only imported when it is needed would be compiled each time
        self.items = {item.nodeid: item for item in self.session.items}
        self.called_early = set(state()._stats)
        state()._stats.clear()

    def execute_pytest(self, params: list[str], **kwargs: Any) -> int:
        """mutmut's own way to note which test calls which function; what the test before has kept would hide a call."""
        return int(super().execute_pytest(params, plugins=[*kwargs.pop("plugins", ()), Forgetful()], **kwargs))

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """0 when no test failed, 1 when one did; those that noticed this function's mutants before come first."""
        if mutant_name is None:
            active = trampoline.get_mutant_under_test()
            self.warm_up()
            trampoline.set_mutant_under_test(active)
        else:
            trampoline.get_mutant_under_test = lambda: mutant_name  # asked in every call, of the environment each time
            forget()
        function = mangled_name_from_mutant_name(mutant_name) if mutant_name else "none"
        killers = KILLERS / function
        known = killers.read_text("utf-8").splitlines() if killers.is_file() else []
        duration = state().duration_by_test
        order = sorted(tests or self.items, key=lambda name: (name not in known[-20:], duration.get(name, 0)))
        for name, following in zip_longest(order, order[1:]):
            item, after = self.items[name], self.items.get(following)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.session.testsfailed:
                if name not in known:
                    with killers.open("a", encoding="utf-8") as file:
                        file.write(f"{name}\n")
                return 1
        return _from_the_start(mutant_name, tests) if mutant_name and function in self.called_early else 0


def _from_the_start(mutant_name: str, tests: Iterable[str]) -> int:
    environment = {**os.environ, "MUTANT_UNDER_TEST": mutant_name, "PYTHONPATH": os.pathsep.join(sys.path)}
    files = sorted({name.partition("::")[0] for name in tests})
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *files]
    return 1 if subprocess.call(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) else 0


if __name__ == "__main__":
    isolation.PytestRunner = KeptTests
    mutmut.cli()
