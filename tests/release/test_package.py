import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from release import ROOT, bom, package, runtime
from release.__main__ import main
from upper_back_guide import __version__


def names(built: Path) -> list[str]:
    with zipfile.ZipFile(built) as zipped:
        return zipped.namelist()


def test_another_checkout_with_another_umask_builds_the_same_bytes(built: Path, tmp_path: Path) -> None:
    for part in ("release", "lambda"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in package.TERMS:
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "lambda" / ".DS_Store").write_text("left behind")
    command = [sys.executable, "-m", "release"]
    done = subprocess.run(command, cwd=tmp_path, check=True, umask=0o022, capture_output=True, text=True)
    assert re.fullmatch(r"dist/upper-back-guide\.zip: \d\.\d\d MB zipped\n", done.stdout)
    assert (tmp_path / "dist" / "upper-back-guide.zip").read_bytes() == built.read_bytes()
    assert (tmp_path / "dist" / "upper-back-guide.cdx.json").read_text() == bill_of(built)


def bill_of(built: Path) -> str:
    archive = shutil.copyfile(built, built.parent / "upper-back-guide.zip")
    return bom.text(built.parent / "folder", archive)


def test_its_bill_of_materials_names_exactly_what_is_locked_and_the_zip(built: Path) -> None:
    text = bill_of(built)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    locked = {line.split(" ")[0] for line in package.REQUIREMENTS.read_text().splitlines() if "==" in line}
    assert {f"{one['name']}=={one['version']}" for one in bill["components"]} == locked
    assert all(one["licenses"] for one in bill["components"])
    assert bill["metadata"]["component"]["version"] == __version__
    [digest] = bill["metadata"]["component"]["hashes"]
    assert digest["content"] == hashlib.sha256(built.read_bytes()).hexdigest()


def test_it_holds_the_skill_its_dependencies_and_nothing_else(built: Path) -> None:
    tops = {PurePosixPath(name).parts[0] for name in names(built)}
    locked = {line.split("==")[0] for line in package.REQUIREMENTS.read_text().splitlines() if "==" in line}
    modules = {"python-dateutil": "dateutil", "six": "six.py"}
    installed = {modules.get(name, name.replace("-", "_")) for name in locked}
    ours = {"lambda_function.py", "upper_back_guide", "__pycache__", *package.TERMS}
    assert {top for top in tops if not top.endswith(".dist-info")} == ours | installed
    assert len([top for top in tops if top.endswith(".dist-info")]) == len(locked)


def test_every_file_of_the_skill_is_in_it(built: Path) -> None:
    ours = [path for path in package.SOURCE.rglob("*") if path.suffix in {".py", ".toml"}]
    assert {path.relative_to(package.SOURCE).as_posix() for path in ours} <= set(names(built))


def test_nothing_in_it_is_for_others_than_the_function(built: Path) -> None:
    unwanted = (".pyi", ".so", ".txt.lock", "/py.typed", "/RECORD", "/INSTALLER", "/direct_url.json")
    assert not [name for name in names(built) if name.endswith(unwanted) or "/." in name or name.startswith(".")]
    assert "requirements.txt" not in names(built)
    data = {name.split("/")[2] for name in names(built) if name.startswith("botocore/data/")}
    assert data == package.BOTOCORE_DATA


def test_the_notice_names_all_that_is_shipped() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    locked = {line.split("==")[0] for line in package.REQUIREMENTS.read_text().splitlines() if "==" in line}
    assert {name for name in locked if name not in notice} == set()


def test_the_licences_of_what_is_shipped_are_shipped(built: Path) -> None:
    wheels = {name.split("/")[0] for name in names(built) if ".dist-info/" in name}
    licensed = {name.split("/")[0] for name in names(built) if ".dist-info/LICEN" in name or "/licenses/" in name}
    # Amazon's wheels of these two bring none; their metadata names it.
    assert {name.split("-")[0] for name in wheels - licensed} == {"ask_sdk_core", "ask_sdk_runtime"}


def test_every_source_has_byte_code_that_the_runtime_takes_as_it_is(unpacked: Path, runtime_python: Path) -> None:
    ask = [str(runtime_python), "-c", "import importlib.util as u; print(u.MAGIC_NUMBER.hex())"]
    magic = bytes.fromhex(subprocess.run(ask, capture_output=True, text=True, check=True).stdout)
    sources = list(unpacked.rglob("*.py"))
    assert len(sources) > 500
    for source in sources:
        code = (source.parent / "__pycache__" / f"{source.stem}.cpython-313.pyc").read_bytes()
        assert code[:4] == magic, source
        assert int.from_bytes(code[4:8], "little") == 0b01, source  # hash-based, unchecked
    assert len(list(unpacked.rglob("*.pyc"))) == len(sources)


def test_tracebacks_name_the_place_on_aws(unpacked: Path) -> None:
    code = (unpacked / "__pycache__" / "lambda_function.cpython-313.pyc").read_bytes()
    assert b"/var/task/lambda_function.py" in code
    assert str(unpacked.parent).encode() not in code


def test_all_files_may_be_read_by_the_function(built: Path) -> None:
    with zipfile.ZipFile(built) as zipped:
        assert {entry.external_attr >> 16 for entry in zipped.infolist()} == {0o100644}
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_package_over_the_limit_is_refused(
    runtime_python: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(folder: Path, python: Path) -> None:
        folder.mkdir()
        (folder / "noise").write_bytes(os.urandom(7_000_000))

    monkeypatch.setattr(package, "build", build)
    before = [(path, path.stat().st_mtime_ns) for path in ROOT.glob("dist/*")]
    assert main([]) == 1
    assert re.fullmatch(
        r"release: the package has 7,00\d,\d+ bytes, over the limit of 7,000,000\n", capsys.readouterr().err
    )
    assert [(path, path.stat().st_mtime_ns) for path in ROOT.glob("dist/*")] == before


def test_a_folder_gets_the_files_of_the_zip_whatever_the_umask(built: Path, unpacked: Path) -> None:
    of_zip, of_folder = (
        {path.relative_to(folder): path.read_bytes() for path in package.files(folder)}
        for folder in (unpacked, built.parent / "folder")
    )
    assert of_folder == of_zip
    assert {path.stat().st_mode & 0o777 for path in (built.parent / "folder").rglob("*")} == {0o644, 0o755}


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, runtime_python: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "precious").write_text("mine")
    assert main(["--folder", str(tmp_path)]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_a_python_that_is_not_the_runtimes_is_refused() -> None:
    wrong = shutil.which("false") or "/bin/false"
    with pytest.raises(runtime.NoRuntime, match=r"is not a Python 3\.13"):
        runtime.find({"RUNTIME_PYTHON": wrong})


def test_without_the_runtimes_python_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("RUNTIME_PYTHON", raising=False)
    assert main([]) == 1
    assert capsys.readouterr().err == (
        "release: Python 3.13, which the function runs on, is not here: install it or set RUNTIME_PYTHON\n"
    )


def test_a_python_on_the_path_that_does_not_run_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, runtime_python: Path, tmp_path: Path
) -> None:
    broken, works = tmp_path / "python3.13", tmp_path / "pyenv-root/versions/3.13.9/bin/python3.13"
    broken.write_text("#!/bin/sh\nexit 127\n")
    works.parent.mkdir(parents=True)
    works.symlink_to(runtime_python)
    pyenv = tmp_path / "pyenv"
    pyenv.write_text(f"#!/bin/sh\necho {tmp_path}/pyenv-root\n")
    for stand_in in (broken, pyenv):
        stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert runtime.find({}) == works


def test_the_runtime_is_the_one_in_the_template() -> None:
    assert f"Runtime: python{runtime.VERSION}\n" in (ROOT / "template.yaml").read_text()
