"""What is committed holds no key, password, address of a registry or path of somebody's machine."""

import re

import pytest

from qantar.common.paths import ROOT
from qantar.flow.provenance import git

# Well-known forms of keys, then a value given to a name that asks for secrecy, then paths below a
# home.
FORMS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "a key of AWS": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22})",
    "a token of GitLab": r"\bglpat-[\w-]{20}",
    "a token of Slack": r"\bxox[abeoprs]-[\w-]{10}|hooks\.slack\.com/services/\w",
    "a key of Google": r"\bAIza[\w-]{35}",
    "a key of Stripe": r"\b[rs]k_live_\w{16}",
    "a token of a package registry": r"\b(?:pypi-AgE[\w-]{30}|npm_[A-Za-z0-9]{36})",
    "a signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10}",
    "a password in an address": r"://[^/\s:@\"'<>]+:[^/\s:@\"'<>{}$]+@",
    "a secret with its value": (
        r"(?i)(?:password|passwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token)[\"']?\s*[:=]\s*"
        r"(?:\"[^\s\"{}$]{6,}\"|'[^\s'{}$]{6,}'|[^\s\"'(){}\[\]$,;.]{8,}(?=\s|$))"
    ),
    "a path of a machine": r"(?<![\w.:/-])(?:/(?:home|Users|root|work|workspace|tmp)/\w"
    r"|[A-Z]:\\Users\\)",
}
KNOWN = {what: re.compile(form) for what, form in FORMS.items()}
REGISTRY = re.compile(
    r"(?i)://|--(?:extra-)?index|--find-links|--trusted-host|^-[if]\b", re.MULTILINE
)


def suspicious(path):
    """What in the file at `path` looks like a secret or a machine's path, a line each: what and
    where.
    """
    text = path.read_bytes().decode("latin-1")
    return [
        f"{path.name}:{text.count(chr(10), 0, found.start()) + 1}: {what}"
        for what, form in KNOWN.items()
        for found in form.finditer(text)
    ]


def registries(text):
    """What a lock says about the place its packages are to come from."""
    return REGISTRY.findall(text)


def tracked():
    """The files under version control."""
    listed = git("ls-files", "-z")
    if listed is None:
        pytest.skip("not looked for: this copy is under no version control")
    files = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in files if path.is_file()]


def test_nothing_tracked_looks_like_a_secret_or_names_a_machine():
    files = tracked()
    assert len(files) > 100
    assert [line for path in files for line in suspicious(path)] == []


# Put together here, so that this file holds none.
VALUED = "a secret with its value"
PLANTED = [
    ("a private key", "-----BEGIN OPENSSH " + "PRIVATE KEY-----"),
    ("a key of AWS", "key: AKIA" + "Q" * 16),
    ("a token of GitHub", "ghp" + "_" + "a1" * 18),
    ("a token of GitLab", "glpat" + "-" + "a1" * 10),
    ("a token of Slack", "xoxb" + "-" + "1234567890"),
    ("a key of Google", "AIza" + "b" * 35),
    ("a key of Stripe", "sk_live" + "_" + "c" * 16),
    ("a token of a package registry", "npm" + "_" + "d" * 36),
    ("a signed token", ".".join(["eyJ" + "e" * 12, "eyJ" + "f" * 12, "g" * 12])),
    ("a password in an address", "https://me:" + "hunter22@example.org/"),
    ("a path of a machine", "see /home" + "/somebody/data.csv"),
    (VALUED, "db_password =" + " 'correct-horse'"),
    (VALUED, "API_KEY=" + "0123456789abcdef"),
    (VALUED, '"access-key":' + ' "abcdef123456"'),
]


@pytest.mark.parametrize(("what", "text"), PLANTED)
def test_a_planted_secret_is_found_with_its_line(tmp_path, what, text):
    path = tmp_path / "settings.txt"
    path.write_text(f"a first line\n{text}\n", encoding="utf-8")
    assert suspicious(path) == [f"settings.txt:2: {what}"]


@pytest.mark.parametrize(
    "text",
    [
        "password = getpass.getpass()",
        "token: ${{ secrets.GITHUB_TOKEN }}",
        "api_key = os.environ['API_KEY']",
        "https://example.org/home/page and https://example.org/Users/x",
        "secret: none",
    ],
)
def test_code_and_prose_about_secrets_are_none(tmp_path, text):
    path = tmp_path / "code.py"
    path.write_text(text, encoding="utf-8")
    assert suspicious(path) == []


def test_the_lock_names_no_place_to_take_packages_from():
    assert registries((ROOT / "requirements.txt").read_text(encoding="utf-8")) == []
    planted = (
        "--extra-index-url https://packages.example.org/simple\na==1 @ https://example.org/a.whl\n"
    )
    assert len(registries(planted)) == 3
