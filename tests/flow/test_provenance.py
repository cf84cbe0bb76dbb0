"""A book says which commit, data and parameters it was made from, and when it cannot."""

import os
import shutil
import subprocess

import pytest

from qantar.common.errors import BuildError
from qantar.flow import editions, provenance, verify


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A repository with one commit, taken for the project's."""
    monkeypatch.setattr(provenance, "ROOT", tmp_path)

    def git(*arguments):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(
            ["git", "-C", str(tmp_path), *who, *arguments], check=True, capture_output=True
        )

    (tmp_path / "page.md").write_text("a")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return tmp_path


def test_a_clean_tree_is_named_by_its_commit(tree):
    assert len(provenance.commit()) == 12


def test_an_edited_tree_and_a_new_file_are_modified(tree):
    before = provenance.commit()
    (tree / "page.md").write_text("b")
    assert provenance.commit() == f"{before}, modified"
    (tree / "page.md").write_text("a")
    assert provenance.commit() == before
    (tree / "new.md").write_text("c")
    assert provenance.commit() == f"{before}, modified"


def test_variables_and_settings_of_git_lead_to_no_other_answer(tree, tmp_path_factory, monkeypatch):
    before = provenance.commit()
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[status]\n\tshowUntrackedFiles = no\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_DIR", str(tree.parent / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tree.parent / "no-index"))
    assert provenance.commit() == before
    (tree / "new.md").write_text("c")
    assert provenance.commit() == f"{before}, modified"


def test_a_checkout_that_belongs_to_somebody_else_is_named(tree, tmp_path_factory, monkeypatch):
    before = provenance.commit()
    other = tmp_path_factory.mktemp("bin") / "git"
    real = shutil.which("git")
    other.write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n', encoding="utf-8"
    )
    other.chmod(0o755)
    refused = subprocess.run(
        [other, "-C", str(tree), "rev-parse", "HEAD"], capture_output=True, text=True
    )
    assert "dubious ownership" in refused.stderr
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{os.environ['PATH']}")
    assert provenance.commit() == before


def test_a_copy_without_git_or_inside_another_repository_is_unreleased(tree, monkeypatch):
    inside = tree / "copy"
    inside.mkdir()
    monkeypatch.setattr(provenance, "ROOT", inside)
    assert provenance.commit() == "unreleased copy"
    monkeypatch.setenv("PATH", str(inside))
    assert provenance.commit() == "unreleased copy"


def test_the_digest_sees_names_and_bytes_and_no_order(tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("x")
    two.write_text("y")
    before = provenance.digest([one, two], tmp_path)
    assert provenance.digest([two, one], tmp_path) == before
    one.write_text("y")
    two.write_text("x")
    assert provenance.digest([one, two], tmp_path) != before


def test_the_parameters_digest_changes_with_any_parameter(tmp_path):
    def edition(extra):
        path = tmp_path / "mine.yml"
        path.write_text(f"title: A\ncountry: UZB\nchapters: [energy]\n{extra}", encoding="utf-8")
        return provenance.parameters_digest(editions.load(str(path)))

    changed = edition("parameters: {energy: {nuclear_capacity_factor: 0.8}}\n")
    assert edition("") == edition("") != changed


def test_a_list_of_files_comes_back_and_a_broken_one_is_one_line(tmp_path):
    (tmp_path / "a b.html").write_text("x")
    known = verify.sums(tmp_path, tmp_path.rglob("*"))
    verify.write_sums(known, tmp_path / "SUMS")
    assert verify.listed(tmp_path / "SUMS") == known
    done = subprocess.run(["sha256sum", "-c", "SUMS"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, "sha256sum reads the list, too"
    (tmp_path / "SUMS").write_bytes(b"\xff\x00")
    with pytest.raises(BuildError, match="no list of the book's files; run make book"):
        verify.listed(tmp_path / "SUMS")
