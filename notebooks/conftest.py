"""Plain ``pytest --nbval`` compares with digests and starts kernels as a build does, from
whatever folder.
"""

from typing import ClassVar

import nbval.kernel

from qantar.flow.notebooks import kernels


class Kernel(kernels.KernelManager):
    """The stored notebooks hold a line for each chart, not the chart."""

    variables: ClassVar[dict[str, str]] = {"QANTAR_RENDERER": "digest"}


nbval.kernel.KernelManager = Kernel
