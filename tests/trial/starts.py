"""Start kernels in many processes at once and print how many were lost: ``starts.py STARTS
AT_ONCE``.
"""

import sys
from concurrent.futures import ProcessPoolExecutor

from qantar.flow.notebooks.kernels import START_S, KernelManager


def lost(_number: int) -> bool:
    """Whether a kernel fails to start and to answer."""
    kernel = KernelManager()
    try:
        kernel.start_kernel()
        client = kernel.client()
        client.start_channels()
        client.wait_for_ready(timeout=START_S)
        client.stop_channels()
    except Exception as error:
        print(error, file=sys.stderr)
        return True
    kernel.shutdown_kernel(now=True)
    return False


if __name__ == "__main__":
    starts, at_once = map(int, sys.argv[1:])
    with ProcessPoolExecutor(at_once) as pool:
        print(sum(pool.map(lost, range(starts))), "lost")
