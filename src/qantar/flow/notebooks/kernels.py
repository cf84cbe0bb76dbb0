"""Kernels of this very Python, in our environment, that lose no port to each other.

Jupyter finds free TCP ports, closes them, and leaves it to the kernel to open them again: another
kernel may be quicker. Unix sockets in a folder of one's own cannot be taken; papermill, nbclient
and nbval all get them.
"""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.context import ForkProcess
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client import manager
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner
from jupyter_core.utils import run_sync

from qantar.common import environment
from qantar.common.errors import BuildError, plain_lines

START_S = 60
PASS_ON_S = 300  # a busy machine needs more than ipykernel's ten seconds for what a cell prints
_HEARD_S = 0.2  # how long to listen for an answer before asking again
_ENDS_S = 0.01  # how often to look whether a kernel has ended: Jupyter looks every 0.1 s
_PORTS = 5  # a kernel's sockets: shell, iopub, stdin, control, heartbeat
_SETTINGS = ("--IPKernelApp.log_level=40", "--HistoryManager.enabled=False")


def holds_sockets(address: str) -> bool:
    """Whether unix sockets can be made at `address`-1 and on: long paths are refused."""
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(f"{address}-{_PORTS}")
    except (AttributeError, OSError):
        return False
    Path(f"{address}-{_PORTS}").unlink()
    return True


class _Forked(ForkProcess):
    """A kernel forked from this process, which has imported what it needs; looks as `Popen` does.

    It leads a process group of its own, for Jupyter ends a kernel by killing its group.
    """

    stdin = stdout = stderr = None

    def __init__(
        self,
        command: list[str],
        env: Mapping[str, str],
        stderr: Any = sys.stderr,
        cwd: str = os.curdir,
        **_given: Any,
    ) -> None:
        arguments = command[command.index("ipykernel_launcher") + 1 :]
        super().__init__(target=_serve, args=(arguments, env, stderr, cwd), daemon=True)
        self.start()
        os.setpgid(self.ident or 0, self.ident or 0)

    @property
    def returncode(self) -> int | None:
        """As `poll`."""
        return self.exitcode

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while the kernel runs."""
        return self.exitcode

    def wait(self) -> int | None:
        """The exit status, once the kernel has ended."""
        self.join()
        return self.exitcode

    def send_signal(self, number: int) -> None:
        """Send the kernel a signal."""
        os.kill(self.ident or 0, number)


def _serve(arguments: list[str], variables: Mapping[str, str], stderr: Any, folder: str) -> None:
    """Be a kernel as if started by its command line, in its environment and folder."""
    from ipykernel.iostream import OutStream
    from ipykernel.kernelapp import IPKernelApp

    OutStream.flush_timeout = PASS_ON_S
    with suppress(PermissionError):  # the parent was first
        os.setpgid(0, 0)
    os.dup2(stderr.fileno(), sys.stderr.fileno())
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    if "pandas" in sys.modules:  # which was imported for a terminal, not for a notebook
        sys.modules["pandas"].set_option("display.max_columns", 20)
    asyncio.set_event_loop(asyncio.new_event_loop())
    IPKernelApp.launch_instance(arguments, parent_handle=os.getppid())


class _Forks(LocalProvisioner):
    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        kernel = _Forked(cmd, **options)
        self.process = kernel  # type: ignore[assignment]
        self.pid = self.pgid = kernel.pid
        return self.connection_info


class _Client(AsyncKernelClient):
    """A client that is ready once it hears a new kernel, which has said nothing before.

    Jupyter's own waits 0.2 s for what an earlier client may have asked of it.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask until the answer is heard on iopub too; raises RuntimeError after `timeout` s."""
        end = time.monotonic() + (START_S if timeout is None else timeout)
        while time.monotonic() < end and await self._async_is_alive():
            asked = self.kernel_info()
            with suppress(Empty):  # it may answer before this client's iopub is connected
                while True:
                    message = await self.get_iopub_msg(timeout=_HEARD_S)
                    answers = message["parent_header"].get("msg_id") == asked
                    if answers and message["content"].get("execution_state") == "idle":
                        return
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


class _Own(manager.KernelManager):
    """What both managers share: this Python, a private folder, a second try, last words."""

    variables: ClassVar[Mapping[str, str]] = {}
    """What a run adds to its kernels' environment."""
    deaths: ClassVar[list[str]] = []
    """How kernels ended that nobody had asked to stop, one line each."""
    forks: ClassVar[bool] = False
    """Whether kernels are forked from this process in place of starting another Python."""
    _folder: TemporaryDirectory | None = None

    @property
    def kernel_spec(self) -> KernelSpec:
        """The running Python's own kernel, whatever others the folders offer."""
        return KernelSpec(
            resource_dir=RESOURCES, **get_kernel_dict(extra_arguments=list(_SETTINGS))
        )

    @property
    def _said(self) -> Path:
        return Path(self.connection_file).with_name("stderr")

    def _settle(self) -> dict[str, str]:
        """Make the kernel's folder and choose its sockets; returns its environment."""
        self._folder = TemporaryDirectory(prefix="qantar-", ignore_cleanup_errors=True)
        folder = self._folder.name
        self.connection_file = f"{folder}/connection.json"
        for port in ("shell", "iopub", "stdin", "control", "hb"):
            setattr(self, f"{port}_port", 0)
        if holds_sockets(f"{folder}/k"):
            self.transport, self.ip = "ipc", f"{folder}/k"
        return environment.clean(IPYTHONDIR=folder, JUPYTER_CONFIG_DIR=folder, **self.variables)

    async def _start(self, **options: Any) -> None:
        """Start the kernel and wait until it replies; once more where it dies before that."""
        for again in (True, False):
            options |= {"env": self._settle()}
            if self.forks and self.provisioner is None:
                self.provisioner = _Forks(
                    kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
                )
            with self._said.open("wb") as stderr:
                await manager.KernelManager._async_start_kernel(
                    self, **{**options, "stderr": stderr}
                )
            if await self._lives():
                return
            await self._clean_up(restart=again)
        raise BuildError(f"{self.deaths[-1]} before it replied, twice")

    async def _lives(self) -> bool:
        """Wait for the kernel's first reply; False where it died, True too where it is just very
        slow.
        """
        client = AsyncKernelClient(parent=self, **self.get_connection_info(session=True))
        client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        client.kernel_info()
        end = time.monotonic() + START_S
        try:
            while await self._async_is_alive() and time.monotonic() < end:
                with suppress(Empty):
                    await client.get_shell_msg(timeout=0.2)
                    return True
            return await self._async_is_alive()
        finally:
            client.stop_channels()

    def _last_words(self, status: int) -> str:
        how = f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
        said = plain_lines(self._said.read_text(errors="replace"))
        return f"the kernel died ({how}{f': {said[-1].strip()}' if said else ''})"

    async def _async_wait(self, pollinterval: float = _ENDS_S) -> None:
        await super()._async_wait(_ENDS_S)

    async def _clean_up(self, restart: bool = False) -> None:
        process = getattr(self.provisioner, "process", None)
        if process and process.poll() is not None:  # a kernel that was stopped has none any more
            self.deaths.append(self._last_words(process.returncode))
        await manager.KernelManager._async_cleanup_resources(self, restart)
        if self._folder:
            self._folder.cleanup()


class KernelManager(_Own, manager.KernelManager):
    """For callers that wait, such as nbval."""

    _async_start_kernel = _Own._start
    start_kernel = run_sync(_Own._start)
    _async_cleanup_resources = _Own._clean_up
    cleanup_resources = run_sync(_Own._clean_up)


class AsyncKernelManager(_Own, manager.AsyncKernelManager):
    """For callers such as papermill and nbclient; a run makes a class of its own of it."""

    client_factory = _Client
    _async_start_kernel = _Own._start
    start_kernel = _Own._start
    _async_cleanup_resources = _Own._clean_up
    cleanup_resources = _Own._clean_up
