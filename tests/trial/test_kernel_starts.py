"""Kernels that start at once lose nothing to each other, however few free ports a machine has."""

import subprocess
import sys
from pathlib import Path

import pytest

STARTS, AT_ONCE, PORTS = 200, 16, 20
IN_NAMESPACE = f"""
ip link set lo up
echo 40000 {40000 + PORTS - 1} > /proc/sys/net/ipv4/ip_local_port_range
exec nice "$@"
"""


def test_no_kernel_is_lost_where_ports_are_few():
    namespace = ["unshare", "--user", "--map-root-user", "--net", "sh", "-ec"]
    tried = subprocess.run([*namespace, IN_NAMESPACE, "sh", "true"], capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"not run: no network namespace can be made here ({tried.stderr.strip()})")
    script = Path(__file__).with_name("starts.py")
    done = subprocess.run(
        [*namespace, IN_NAMESPACE, "sh", sys.executable, str(script), str(STARTS), str(AT_ONCE)],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "0 lost\n"), done.stderr[-2000:]
