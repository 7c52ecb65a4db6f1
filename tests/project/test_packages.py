"""What the product stands on: licences, lock file, no machine and no registry in committed files."""

import re
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from repository import ROOT, as_name, committed_files

STRONG_COPYLEFT = re.compile(r"\b(?:AGPL|GPL)(?!-?compatible)|Affero|(?<!Lesser )General Public License")
WEAK = re.compile(r"LGPL|Lesser General Public")
TEXT_ENDINGS = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".po",
    ".json",
    ".txt",
    ".lock",
    ".tsv",
    ".csv",
    "",
}
MACHINE_PATH = re.compile(r"(?<![\w./}~])/(?:work|root|home)/\w")
REGISTRY = re.compile(
    r"(?:https?://)[\w.-]*(?:pypi|pythonhosted|artifactory|nexus|mirror|npmjs)[\w.-]*", re.IGNORECASE
)
LOCKED = re.compile(r"^[a-zA-Z0-9][\w.\[\],-]*==\S+")


def runtime_packages() -> set[str]:
    """This function will return the names of all packages that the installed product needs to run."""
    waiting, seen = ["haidang"], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        waiting += needed_by(name)
    return seen - {"haidang"}


def needed_by(name: str) -> list[str]:
    try:
        requirements = map(Requirement, distribution(name).requires or [])
    except PackageNotFoundError:
        return []
    return [one.name for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})]


def licence_of(name: str) -> str:
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    classifiers = [one for one in told.get_all("Classifier", []) if one.startswith("License")]
    short = told.get("License", "")
    return " ".join(
        [told.get("License-Expression", "") or "", short if len(short) < 200 else "", *classifiers]
    )


def test_no_runtime_package_has_a_strong_copyleft_licence():
    licences = {name: licence_of(name) for name in runtime_packages()}

    assert len(licences) > 15
    assert {
        name: licence
        for name, licence in licences.items()
        if STRONG_COPYLEFT.search(licence) and not WEAK.search(licence)
    } == {}


def test_strong_copyleft_would_be_seen():
    assert STRONG_COPYLEFT.search("GNU Affero General Public License v3")
    assert STRONG_COPYLEFT.search("GPL-3.0-only")


def test_lock_file_has_a_hash_for_every_package_and_no_registry():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", text.strip())

    assert [entry for entry in entries if not LOCKED.match(entry) or "--hash=sha256:" not in entry] == []
    assert REGISTRY.findall(text) == []
    assert "index-url" not in text


def committed_texts() -> list[tuple[str, str]]:
    texts = [path for path in committed_files() if path.suffix in TEXT_ENDINGS]
    return [(as_name(path), path.read_text(encoding="utf-8", errors="replace")) for path in texts]


def test_no_committed_file_names_a_path_of_one_machine():
    assert [name for name, text in committed_texts() if MACHINE_PATH.search(text)] == []


def test_no_committed_file_names_a_registry():
    assert [name for name, text in committed_texts() if REGISTRY.search(text)] == []
